import { createHmac, createSecretKey } from "node:crypto"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { ErasureReference } from "@serenya/domain/privacy/ErasureLedger"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Redacted } from "effect"

/** HMAC-SHA-256 (RFC 2104) of a user id under the ledger's key: what an entry is called, wherever it is kept. */
export const make = Effect.map(SecretKeys, (secretKeys) =>
  Effect.fnUntraced(function* (userId: UserId) {
    const { current } = yield* secretKeys.ring("erasure-ledger")
    const key = createSecretKey(Redacted.value(current.bytes))
    return ErasureReference.make(createHmac("sha256", key).update(userId).digest("hex"))
  })
)
