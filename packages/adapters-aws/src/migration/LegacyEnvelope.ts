import { createDecipheriv } from "node:crypto"
import { Option, Redacted, Schema } from "effect"
import { evpBytesToKey } from "./EvpBytesToKey.ts"

const Bytes = Schema.Uint8ArrayFromBase64

/** What the old system stored for a sealed text: base64 of this JSON. Its `iv` was never used. */
const Envelope = Schema.fromJsonString(
  Schema.Struct({
    version: Schema.Literal("1.0"),
    algorithm: Schema.Literal("AES-256-GCM"),
    encryptedKey: Bytes,
    authTag: Bytes.check(Schema.makeFilter((tag: Uint8Array) => tag.length === 16, { expected: "a tag of 16 bytes" })),
    data: Bytes,
    context: Schema.Record(Schema.String, Schema.String)
  })
)
export type Envelope = typeof Envelope.Type

const decode = Schema.decodeUnknownOption(Envelope)

export const parse = (stored: string): Option.Option<Envelope> => decode(Buffer.from(stored, "base64").toString("utf8"))

/** The order in which the old code built a context: the additional data is its JSON text, byte for byte. */
const writersOrder = ["userId", "authProvider", "dataType", "field"]

const reordered = (context: Envelope["context"]): string => {
  const rank = (name: string) => (writersOrder.includes(name) ? writersOrder.indexOf(name) : writersOrder.length)
  return JSON.stringify(Object.fromEntries(Object.entries(context).toSorted(([a], [b]) => rank(a) - rank(b))))
}

/** The context as it stands, and as it was written, should somebody have sorted it since. */
const additionalData = ({ context }: Envelope): ReadonlyArray<string> => [
  ...new Set([JSON.stringify(context), reordered(context)])
]

const attempt = ({ authTag, data }: Envelope, password: Uint8Array, aad: string): Option.Option<Redacted.Redacted> => {
  const { iv, key } = evpBytesToKey(password)
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: 16 })
    .setAAD(Buffer.from(aad))
    .setAuthTag(authTag)
  try {
    const bytes = Buffer.concat([decipher.update(data), decipher.final()])
    return Option.some(Redacted.make(bytes.toString("utf8"), { label: "legacy" }))
  } catch {
    return Option.none()
  }
}

/** What the envelope holds, under its unwrapped data key. None: something in it was changed. */
export const open = (envelope: Envelope, key: Redacted.Redacted<Uint8Array>): Option.Option<Redacted.Redacted> =>
  Option.firstSomeOf(additionalData(envelope).map((aad) => attempt(envelope, Redacted.value(key), aad)))
