import { createHmac, createSecretKey } from "node:crypto"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { EmailKey } from "@serenya/domain/users/EmailAddress"
import { EmailIndex } from "@serenya/domain/users/EmailIndex"
import { Effect, Layer, Redacted } from "effect"

/** HMAC-SHA-256 (RFC 2104) of the lower-cased address under the e-mail index key, in hex. */
export const layer = Layer.effect(
  EmailIndex,
  Effect.gen(function* () {
    const secretKeys = yield* SecretKeys
    return EmailIndex.of({
      keyOf: Effect.fn("HmacEmailIndex.keyOf")(function* (email) {
        const { current } = yield* secretKeys.ring("email-index")
        const key = createSecretKey(Redacted.value(current.bytes))
        return EmailKey.make(createHmac("sha256", key).update(Redacted.value(email).toLowerCase()).digest("hex"))
      })
    })
  })
)
