import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto"
import { Effect, Option, Redacted } from "effect"

/** The first byte of everything sealed here; another layout gets another number. */
const version = 1
const algorithm = "aes-256-gcm"
const nonceLength = 12
const authTagLength = 16

export type SealingKey = KeyObject

/** Keys as OpenSSL holds them, for as long as somebody (the cache of data keys) holds the bytes they were made of. */
const keys = new WeakMap<Redacted.Redacted<Uint8Array>, SealingKey>()

const keyOf = (bytes: Redacted.Redacted<Uint8Array>): SealingKey => {
  const held = keys.get(bytes)
  if (held !== undefined) return held
  const key = createSecretKey(Redacted.value(bytes))
  keys.set(bytes, key)
  return key
}

export const sealingKey = (bytes: Redacted.Redacted<Uint8Array>): Effect.Effect<SealingKey> =>
  Effect.sync(() => keyOf(bytes))

/** AES-256-GCM, base64 of version byte, random nonce, ciphertext and tag. Opens only where `boundTo` is the same. */
export const seal = (key: SealingKey, text: Redacted.Redacted, boundTo: string): Effect.Effect<string> =>
  Effect.sync(() => {
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv(algorithm, key, nonce, { authTagLength }).setAAD(Buffer.from(boundTo))
    const ciphertext = [cipher.update(Redacted.value(text), "utf8"), cipher.final()]
    return Buffer.concat([Buffer.of(version), nonce, ...ciphertext, cipher.getAuthTag()]).toString("base64")
  })

const tryOne = (key: SealingKey, sealed: string, boundTo: string): Option.Option<string> => {
  const bytes = Buffer.from(sealed, "base64")
  const [nonce, ciphertext, tag] = [
    bytes.subarray(1, 1 + nonceLength),
    bytes.subarray(1 + nonceLength, -authTagLength),
    bytes.subarray(-authTagLength)
  ]
  try {
    if (bytes[0] !== version) return Option.none()
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(tag)
    // Bytes until the tag is verified: no text is made of what nobody vouches for.
    return Option.some(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8"))
  } catch {
    return Option.none()
  }
}

const openOne = (key: SealingKey, sealed: string, boundTo: string): string =>
  Option.getOrThrowWith(tryOne(key, sealed, boundTo), () => new Error(`What was sealed for ${boundTo} does not open`))

/** For what comes back from outside: none where it was sealed under another key or binding, or altered. */
export const opened = (bytes: Redacted.Redacted<Uint8Array>, sealed: string, boundTo: string): Option.Option<string> =>
  tryOne(keyOf(bytes), sealed, boundTo)

/**
 * Opens texts under one key; what is absent stays absent. What does not open under this key and binding was altered or
 * moved: a defect that names the binding, not the content. In place: the way to WebCrypto's threads and back costs
 * twenty times what opening a name does.
 */
export const openAll = (
  bytes: Redacted.Redacted<Uint8Array>,
  texts: ReadonlyArray<{ readonly sealed: string | undefined; readonly boundTo: string }>
): Effect.Effect<ReadonlyArray<string | undefined>> =>
  Effect.sync(() => {
    const key = keyOf(bytes)
    return texts.map(({ sealed, boundTo }) => (sealed === undefined ? undefined : openOne(key, sealed, boundTo)))
  })
