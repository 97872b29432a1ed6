import { createCipheriv, createHash, createHmac } from "node:crypto"
import { Effect, Layer, Option, Redacted } from "effect"
import { evpBytesToKey } from "../../src/migration/EvpBytesToKey.ts"
import { LegacyKeys } from "../../src/migration/LegacyKeys.ts"

export type Context = Readonly<Record<string, string>>

/** A master key of tests: a data key follows from the wrapped one and its context, in whatever order that stands. */
const keyOf = (wrapped: Uint8Array, context: Context): Buffer =>
  createHmac("sha256", "the old master key of tests")
    .update(wrapped)
    .update(JSON.stringify(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest()

/** `LegacyKeys` of what `seal` sealed. */
export const keys = Layer.succeed(
  LegacyKeys,
  LegacyKeys.of({
    unwrap: (wrapped, context) => Effect.sync(() => Option.some(Redacted.make(keyOf(wrapped, context))))
  })
)

/** As many bytes as KMS wraps a key into. */
const wrappedLength = 184

/** Seals as the old system did; the same arguments give the same envelope. `stored`: the context as the envelope has it. */
export const seal = (text: string, context: Context, stored: Context = context): string => {
  const seed = createHash("sha512").update(JSON.stringify(context)).update(text).digest()
  const wrapped = Buffer.alloc(wrappedLength, seed)
  const { iv, key } = evpBytesToKey(keyOf(wrapped, context))
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(JSON.stringify(context)))
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  const envelope = {
    version: "1.0",
    algorithm: "AES-256-GCM",
    encryptedKey: wrapped.toString("base64"),
    iv: seed.subarray(0, 16).toString("base64"),
    authTag: cipher.getAuthTag().toString("base64"),
    data: data.toString("base64"),
    context: stored
  }
  return Buffer.from(JSON.stringify(envelope)).toString("base64")
}
