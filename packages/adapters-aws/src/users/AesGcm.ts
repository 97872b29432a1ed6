import type { webcrypto } from "node:crypto"
import { Effect, Redacted } from "effect"

/** The first byte of everything sealed here; another layout gets another number. */
const version = 1
const nonceLength = 12

export type SealingKey = webcrypto.CryptoKey

/** Imported keys, for as long as somebody (the cache of data keys) holds the bytes they were imported from. */
const keys = new WeakMap<Redacted.Redacted<Uint8Array>, Promise<SealingKey>>()

const imported = (bytes: Redacted.Redacted<Uint8Array>): Promise<SealingKey> => {
  const held = keys.get(bytes)
  if (held !== undefined) return held
  const raw = new Uint8Array(Redacted.value(bytes))
  const key = crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"])
  keys.set(bytes, key)
  return key
}

export const sealingKey = (bytes: Redacted.Redacted<Uint8Array>): Effect.Effect<SealingKey> =>
  Effect.promise(() => imported(bytes))

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

const openOne = async (key: SealingKey, sealed: string, boundTo: string): Promise<string> => {
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
}

/**
 * Opens texts under one key, all at once; what is absent stays absent. What does not open under this key and binding was
 * altered or moved: a defect that names the binding, not the content.
 */
export const openAll = (
  bytes: Redacted.Redacted<Uint8Array>,
  texts: ReadonlyArray<{ readonly sealed: string | undefined; readonly boundTo: string }>
): Effect.Effect<ReadonlyArray<string | undefined>> =>
  Effect.promise(async () => {
    const key = await imported(bytes)
    return Promise.all(
      texts.map(async ({ sealed, boundTo }) => (sealed === undefined ? undefined : openOne(key, sealed, boundTo)))
    )
  })
