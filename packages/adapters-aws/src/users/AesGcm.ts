import type { webcrypto } from "node:crypto"
import { Effect, Redacted } from "effect"

/** The first byte of everything sealed here; another layout gets another number. */
const version = 1
const nonceLength = 12

export type SealingKey = webcrypto.CryptoKey

export const sealingKey = (bytes: Redacted.Redacted<Uint8Array>): Effect.Effect<SealingKey> =>
  Effect.promise(() =>
    crypto.subtle.importKey("raw", new Uint8Array(Redacted.value(bytes)), "AES-GCM", false, ["encrypt", "decrypt"])
  )

/** AES-256-GCM, base64 of version byte, random nonce, ciphertext and tag. Opens only where `boundTo` is the same. */
export const seal = (key: SealingKey, text: Redacted.Redacted, boundTo: string): Effect.Effect<string> =>
  Effect.promise(async () => {
    const iv = crypto.getRandomValues(new Uint8Array(nonceLength))
    const additionalData = Buffer.from(boundTo)
    const ciphertext = await crypto.subtle.encrypt(
      { name: "AES-GCM", iv, additionalData },
      key,
      Buffer.from(Redacted.value(text))
    )
    return Buffer.concat([Buffer.of(version), iv, Buffer.from(ciphertext)]).toString("base64")
  })

/** What does not open under this key and binding was altered or moved: a defect that names the binding, not the content. */
export const open = (key: SealingKey, sealed: string, boundTo: string): Effect.Effect<string> =>
  Effect.promise(async () => {
    const bytes = Buffer.from(sealed, "base64")
    const iv = bytes.subarray(1, 1 + nonceLength)
    const additionalData = Buffer.from(boundTo)
    const text =
      bytes[0] === version
        ? await crypto.subtle
            .decrypt({ name: "AES-GCM", iv, additionalData }, key, bytes.subarray(1 + nonceLength))
            .catch(() => undefined)
        : undefined
    if (text === undefined) throw new Error(`What was sealed for ${boundTo} does not open`)
    return Buffer.from(text).toString("utf8")
  })
