import { Cache, DateTime, Duration, Effect, Exit, Option, Redacted, Schema } from "effect"
import { type CryptoKey, importPKCS8, SignJWT } from "jose"
import { storeCall, unanswerable } from "../StoreCall.ts"
import type { GoogleCredentials, StoreCredentials } from "../StoreCredentials.ts"

const operation = "GoogleAccess.token"
const scope = "https://www.googleapis.com/auth/androidpublisher"
const grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"

const Granted = Schema.Struct({
  access_token: Schema.RedactedFromValue(Schema.NonEmptyString),
  expires_in: Schema.Finite
})
const decodeGranted = Schema.decodeUnknownOption(Granted)

/** A token is not used in its last minute. */
const usableFor = ({ expires_in }: typeof Granted.Type): Duration.Input =>
  Duration.seconds(Math.max(expires_in - 60, 0))

const notAKey = () => Effect.die(new Error("The secret of Google's key holds no RSA key"))

/** What Google's token endpoint takes for a service account (RFC 7523): a JWT of an hour, which is how long the token lives. */
const assertion = Effect.fnUntraced(function* (
  { clientEmail, privateKey, privateKeyId }: GoogleCredentials,
  tokenUrl: URL
) {
  const key: CryptoKey = yield* Effect.tryPromise(() => importPKCS8(Redacted.value(privateKey), "RS256")).pipe(
    Effect.catch(notAKey)
  )
  const iat = Math.floor((yield* DateTime.now).epochMilliseconds / 1000)
  const jwt = new SignJWT({ scope })
    .setProtectedHeader({ alg: "RS256", kid: privateKeyId, typ: "JWT" })
    .setIssuer(clientEmail)
    .setAudience(tokenUrl.href)
    .setIssuedAt(iat)
    .setExpirationTime(iat + 3600)
  return yield* Effect.promise(() => jwt.sign(key))
})

/** Access tokens of our service account, each used until it ends; callers who miss at once share one request. */
export const make = Effect.fnUntraced(function* (tokenUrl: URL, credentials: StoreCredentials["Service"]) {
  const grantToken = Effect.fn(operation)(function* () {
    const form = new URLSearchParams({
      grant_type: grant,
      assertion: yield* assertion(yield* credentials.google, tokenUrl)
    })
    const answer = yield* storeCall(operation, {
      url: tokenUrl,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: form.toString()
    })
    const granted = answer.status === 200 ? decodeGranted(answer.body) : Option.none()
    return yield* Effect.fromOption(granted).pipe(Effect.mapError(() => unanswerable(operation, answer)))
  })

  const held = yield* Cache.makeWith(grantToken, {
    capacity: 1,
    timeToLive: (exit) => (Exit.isSuccess(exit) ? usableFor(exit.value) : 0)
  })

  return {
    token: Effect.map(Cache.get(held, "token"), ({ access_token }) => access_token),
    /** For a token that Google refuses before its end. */
    forget: Cache.invalidate(held, "token")
  }
})
export type GoogleAccess = Effect.Success<ReturnType<typeof make>>
