import { createHmac, randomBytes } from "node:crypto"
import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Layer, Redacted } from "effect"

/** A key follows from what is called wrapped and from its user: nothing is kept, however many people there are. */
const keyOf = (userId: UserId, wrapped: WrappedKey) =>
  Redacted.make<Uint8Array>(createHmac("sha256", "the new master key of tests").update(userId).update(wrapped).digest())

/** `DataKeys` for measuring memory: as KMS, it holds no key. */
export const layer = Layer.succeed(
  DataKeys,
  DataKeys.of({
    generate: (userId) =>
      Effect.sync(() => {
        const wrapped = WrappedKey.make(randomBytes(32).toString("base64"))
        return { plaintext: keyOf(userId, wrapped), wrapped }
      }),
    unwrap: (userId, wrapped) => Effect.sync(() => keyOf(userId, wrapped))
  })
)
