import type { SecretKey } from "@serenya/domain/keys/SecretKeys"
import { Effect, Redacted } from "effect"
import type { CryptoKey } from "jose"

const minBytes = 32

const importKey = (bytes: Uint8Array) =>
  crypto.subtle.importKey("raw", Uint8Array.from(bytes), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"])

/**
 * Imports each secret once: jose would import raw bytes at every call. A secret shorter than SHA-256's output
 * (RFC 7518 3.2) is a defect, not a refusal.
 */
export const make = () => {
  const imported = new WeakMap<SecretKey["bytes"], CryptoKey>()
  return Effect.fnUntraced(function* ({ bytes }: SecretKey) {
    const known = imported.get(bytes)
    if (known !== undefined) return known
    if (Redacted.value(bytes).length < minBytes) return yield* Effect.die(new Error("An HS256 key needs 256 bits"))
    const key = yield* Effect.promise(() => importKey(Redacted.value(bytes)))
    imported.set(bytes, key)
    return key
  })
}
