import { DateTime, Effect, Redacted } from "effect"
import { type CryptoKey, importPKCS8, SignJWT } from "jose"
import type { AppleCredentials } from "../StoreCredentials.ts"

/** Apple takes up to an hour; a token that serves one call needs no more than its retries. */
const lifetimeSeconds = 120

const notAKey = () => Effect.die(new Error("The secret of Apple's key holds no P-256 key"))

/** Signs the tokens that the App Store Server API asks for; an imported key is kept while it is the one in use. */
export const make = (bundleId: string) => {
  let held: { readonly keyId: string; readonly key: CryptoKey } | undefined

  const keyOf = Effect.fnUntraced(function* ({ keyId, privateKey }: AppleCredentials) {
    if (held?.keyId === keyId) return held.key
    const key = yield* Effect.tryPromise(() => importPKCS8(Redacted.value(privateKey), "ES256")).pipe(
      Effect.catch(notAKey)
    )
    held = { keyId, key }
    return key
  })

  return Effect.fnUntraced(function* (credentials: AppleCredentials) {
    const key = yield* keyOf(credentials)
    const iat = Math.floor((yield* DateTime.now).epochMilliseconds / 1000)
    const jwt = new SignJWT({ bid: bundleId })
      .setProtectedHeader({ alg: "ES256", kid: credentials.keyId, typ: "JWT" })
      .setIssuer(credentials.issuerId)
      .setAudience("appstoreconnect-v1")
      .setIssuedAt(iat)
      .setExpirationTime(iat + lifetimeSeconds)
    return yield* Effect.promise(() => jwt.sign(key))
  })
}
