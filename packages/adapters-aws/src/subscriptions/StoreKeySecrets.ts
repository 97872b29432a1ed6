import { Effect, Redacted, Schema } from "effect"

const PrivateKey = Schema.RedactedFromValue(
  Schema.String.check(Schema.isPattern(/^-----BEGIN PRIVATE KEY-----/, { expected: "a PKCS #8 PEM" }))
)

/** What the secret of Apple's key holds. */
const AppleSecret = Schema.fromJsonString(
  Schema.Struct({ issuer_id: Schema.NonEmptyString, key_id: Schema.NonEmptyString, private_key: PrivateKey })
)

/** Google's own file, of which the rest is left alone: where it says tokens are to be had is not for a file to decide. */
const GoogleSecret = Schema.fromJsonString(
  Schema.Struct({
    type: Schema.Literal("service_account"),
    client_email: Schema.NonEmptyString,
    private_key_id: Schema.NonEmptyString,
    private_key: PrivateKey
  })
)

const decodeApple = Schema.decodeUnknownEffect(AppleSecret)
const decodeGoogle = Schema.decodeUnknownEffect(GoogleSecret)

/** A secret that holds no key is a defect, and is not told. */
const noKey = (store: string) => () => Effect.die(new Error(`The secret of ${store}'s key holds no such key`))

export const appleOf = (secret: Redacted.Redacted) =>
  decodeApple(Redacted.value(secret)).pipe(
    Effect.map(({ issuer_id, key_id, private_key }) => ({
      issuerId: issuer_id,
      keyId: key_id,
      privateKey: private_key
    })),
    Effect.catch(noKey("Apple"))
  )

export const googleOf = (secret: Redacted.Redacted) =>
  decodeGoogle(Redacted.value(secret)).pipe(
    Effect.map(({ client_email, private_key, private_key_id }) => ({
      clientEmail: client_email,
      privateKeyId: private_key_id,
      privateKey: private_key
    })),
    Effect.catch(noKey("Google"))
  )
