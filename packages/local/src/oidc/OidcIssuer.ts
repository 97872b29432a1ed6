import type { Provider } from "@serenya/domain/identity/Identity"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, Effect, Layer, Option, Redacted } from "effect"
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose"
import { StateFolder } from "../stores/StateFolder.ts"
import type { SamplePerson } from "./SamplePeople.ts"

const keyPath = "oidc.key.json"
const keyId = "local"
const algorithm = "RS256"
const lifetime = "10 minutes"

/** The client id of our app at both stand-ins. */
export const audience = "health.serenya.local"

export const jwksPath = "/_oidc/jwks"

export const issuerOf = (base: string, provider: Provider): string => `${base}/_oidc/${provider}`

/** Plays Google and Apple: its id_tokens are as real as theirs, and only its key differs. */
export class OidcIssuer extends Context.Service<
  OidcIssuer,
  {
    readonly jwks: { readonly keys: ReadonlyArray<JWK> }
    /** `nonce` is repeated as it came: an app tells Apple the SHA-256 of its nonce in hex, and Google the nonce itself. */
    idToken(provider: Provider, person: SamplePerson, nonce: string | undefined): Effect.Effect<Redacted.Redacted>
  }
>()("@serenya/local/oidc/OidcIssuer") {}

const newKey = Effect.promise(async () => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  return JSON.stringify(await exportJWK(privateKey))
})

const storedKey = Effect.gen(function* (): Effect.fn.Return<JWK, Unavailable, StateFolder> {
  const folder = yield* StateFolder
  if (Option.isNone(yield* folder.info(keyPath))) yield* folder.create(keyPath, yield* newKey)
  return JSON.parse(new TextDecoder().decode(Option.getOrThrow(yield* folder.read(keyPath))))
})

/** Google states the boolean and the names; Apple writes the boolean as a string and tells a name to the app only. */
const claimsOf = (provider: Provider, { email, familyName, givenName, name }: SamplePerson) =>
  provider === "google"
    ? { email, email_verified: true, name, given_name: givenName, family_name: familyName }
    : { email, email_verified: "true" }

/** Its key stays in the state folder, so that a restart signs nobody out; `base` is the gateway's address. */
export const layer = (base: string) =>
  Layer.effect(
    OidcIssuer,
    Effect.gen(function* () {
      const jwk = yield* storedKey
      const key = yield* Effect.promise(() => importJWK(jwk, algorithm))
      const { e, kty, n } = jwk

      const idToken = Effect.fn("OidcIssuer.idToken")(function* (
        provider: Provider,
        person: SamplePerson,
        nonce: string | undefined
      ) {
        const claims = { ...claimsOf(provider, person), ...(nonce === undefined ? {} : { nonce }) }
        const jwt = new SignJWT(claims)
          .setProtectedHeader({ alg: algorithm, kid: keyId, typ: "JWT" })
          .setIssuer(issuerOf(base, provider))
          .setAudience(audience)
          .setSubject(`${provider}-${person.id}`)
          .setIssuedAt()
          .setExpirationTime(lifetime)
        return Redacted.make(yield* Effect.promise(() => jwt.sign(key)), { label: "id_token" })
      })

      const published = {
        alg: algorithm,
        use: "sig",
        kid: keyId,
        ...(kty === undefined ? {} : { kty }),
        ...(n === undefined ? {} : { n }),
        ...(e === undefined ? {} : { e })
      }
      return OidcIssuer.of({ jwks: { keys: [published] }, idToken })
    })
  )
