import { createCipheriv, createHash } from "node:crypto"
import { evpBytesToKey } from "../../src/migration/EvpBytesToKey.ts"
import { keyOf } from "../../src/migration/InventedLegacyKeys.ts"

export type Context = Readonly<Record<string, string>>

/** As many bytes as KMS wraps a key into. */
const wrappedLength = 184

/** A data key as the old system had it of KMS: in the clear, and wrapped. */
export interface DataKey {
  readonly plaintext: Uint8Array
  readonly wrapped: Uint8Array
}

/** Seals as the old system did, under a data key. `stored`: the context as the envelope has it. */
export const sealUnder = (
  { plaintext, wrapped }: DataKey,
  text: string,
  context: Context,
  stored = context
): string => {
  const { iv, key } = evpBytesToKey(plaintext)
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(JSON.stringify(context)))
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  const envelope = {
    version: "1.0",
    algorithm: "AES-256-GCM",
    encryptedKey: Buffer.from(wrapped).toString("base64"),
    iv: Buffer.from(wrapped.subarray(0, 16)).toString("base64"),
    authTag: cipher.getAuthTag().toString("base64"),
    data: data.toString("base64"),
    context: stored
  }
  return Buffer.from(JSON.stringify(envelope)).toString("base64")
}

/** Seals under a key that follows from what is sealed: the same arguments give the same envelope. */
export const seal = (text: string, context: Context, stored?: Context): string => {
  const seed = createHash("sha512").update(JSON.stringify(context)).update(text).digest()
  const wrapped = Buffer.alloc(wrappedLength, seed)
  return sealUnder({ plaintext: keyOf(wrapped, context), wrapped }, text, context, stored)
}
