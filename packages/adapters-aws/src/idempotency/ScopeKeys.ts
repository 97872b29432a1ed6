import type { webcrypto } from "node:crypto"
import { Effect, Redacted } from "effect"

/** What a scope's keys are derived from: never used as a key itself, so that no two uses share one. */
export type Secret = webcrypto.CryptoKey

export const secretOf = (bytes: Redacted.Redacted<Uint8Array>): Effect.Effect<Secret> =>
  Effect.promise(() =>
    crypto.subtle.importKey("raw", Uint8Array.from(Redacted.value(bytes)), "HKDF", false, ["deriveBits", "deriveKey"])
  )

/** HKDF-SHA-256, salt-free: the secret is a random key, or a token that nobody guesses (RFC 5869 3.1). */
const hkdf = (use: string) => ({
  name: "HKDF",
  hash: "SHA-256",
  salt: new Uint8Array(),
  info: new TextEncoder().encode(`serenya/idempotency/${use}/v1`)
})

const bytesFor = async (secret: Secret, use: string) =>
  new Uint8Array(await crypto.subtle.deriveBits(hkdf(use), secret, 256))

/** What names the scope: from it, nobody comes to the secret, or to any other digest of it. */
export const name = (secret: Secret): Effect.Effect<string> =>
  Effect.promise(async () => Buffer.from(await bytesFor(secret, "scope")).toString("base64url"))

/** The 256-bit key under which answers are sealed. */
export const answerKey = (secret: Secret): Effect.Effect<Redacted.Redacted<Uint8Array>> =>
  Effect.promise(async () => Redacted.make(await bytesFor(secret, "answer"), { label: "answerKey" }))

/** HMAC-SHA-256, base64url: a plain digest would let whoever reads the table try out short messages. */
export const digest = (secret: Secret, text: Redacted.Redacted): Effect.Effect<string> =>
  Effect.promise(async () => {
    const hmac = { name: "HMAC", hash: "SHA-256", length: 256 }
    const key = await crypto.subtle.deriveKey(hkdf("request"), secret, hmac, false, ["sign"])
    return Buffer.from(await crypto.subtle.sign("HMAC", key, Buffer.from(Redacted.value(text)))).toString("base64url")
  })
