import type { SecretKey } from "@serenya/domain/keys/SecretKeys"
import { Effect, Redacted, Schema } from "effect"

/** What the secret's string holds. 256 bits or more; a generated password of 44 letters and digits is as good as base64 of 33 random bytes. */
const KeySecret = Schema.fromJsonString(Schema.Struct({ key: Schema.Uint8ArrayFromBase64 }))

const decodeSecret = Schema.decodeUnknownEffect(KeySecret)
const encodeSecret = Schema.encodeSync(KeySecret)

const minBytes = 32

/** The secret's string with a fresh random key in it. */
export const generate = Effect.sync(() => encodeSecret({ key: crypto.getRandomValues(new Uint8Array(minBytes)) }))

/** A version of the secret as a key, whose id is the version's. A secret that holds no key is a defect, and is not told. */
export const keyOf = (version: {
  readonly VersionId?: string | undefined
  readonly SecretString?: string | undefined
}): Effect.Effect<SecretKey> =>
  decodeSecret(version.SecretString).pipe(
    Effect.map(({ key }) => key),
    Effect.filterOrFail((key) => key.length >= minBytes && version.VersionId !== undefined),
    Effect.map((key) => ({ id: version.VersionId ?? "", bytes: Redacted.make(key, { label: "secretKey" }) })),
    Effect.catch(() => Effect.die(new Error(`Version ${version.VersionId} of a secret holds no 256-bit key`)))
  )
