import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Layer, Redacted } from "effect"
import { derive, masterKey } from "./MasterKey.ts"

const nonceBytes = 12

const bound = (iv: Uint8Array<ArrayBuffer>, userId: UserId) => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(userId)
})

/** Under the folder's master key: nonce and AES-256-GCM ciphertext, with the user id as additional data. */
export const wrapping = Effect.gen(function* () {
  const key = yield* derive(yield* masterKey, "serenya/data-keys", { name: "AES-GCM", length: 256 }, [
    "encrypt",
    "decrypt"
  ])

  const wrap = Effect.fnUntraced(function* (userId: UserId, plaintext: Uint8Array<ArrayBuffer>) {
    const iv = crypto.getRandomValues(new Uint8Array(nonceBytes))
    const sealed = yield* Effect.promise(() => crypto.subtle.encrypt(bound(iv, userId), key, plaintext))
    return WrappedKey.make(Buffer.concat([iv, new Uint8Array(sealed)]).toString("base64"))
  })

  const unwrap = Effect.fnUntraced(function* (userId: UserId, wrapped: WrappedKey) {
    const bytes = Uint8Array.from(Buffer.from(wrapped, "base64"))
    const [iv, sealed] = [bytes.slice(0, nonceBytes), bytes.slice(nonceBytes)]
    const plaintext = yield* Effect.promise(() => crypto.subtle.decrypt(bound(iv, userId), key, sealed))
    return Redacted.make<Uint8Array>(new Uint8Array(plaintext), { label: "key" })
  })

  return { wrap, unwrap }
})

/** Data keys wrapped under the folder's master key. */
export const layer = Layer.effect(
  DataKeys,
  Effect.gen(function* () {
    const { unwrap, wrap } = yield* wrapping

    const generate = Effect.fn("FileDataKeys.generate")(function* (userId: UserId) {
      const plaintext = crypto.getRandomValues(new Uint8Array(32))
      const wrapped = yield* wrap(userId, plaintext)
      return { plaintext: Redacted.make<Uint8Array>(plaintext, { label: "key" }), wrapped }
    })

    return DataKeys.of({ generate, unwrap: Effect.fn("FileDataKeys.unwrap")(unwrap) })
  })
)
