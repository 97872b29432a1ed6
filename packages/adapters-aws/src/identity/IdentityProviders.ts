import { Config, Effect, Schema } from "effect"
import { SafeUrl } from "../shared/SafeUrl.ts"

const list = (name: string) => Config.Array(Schema.Trim.check(Schema.isNonEmpty()), name)

const providerConfig = (prefix: string, jwksUrl: string, issuers: ReadonlyArray<string>) =>
  Config.all({
    jwksUrl: Config.schema(SafeUrl, `${prefix}_JWKS_URL`).pipe(Config.withDefault(new URL(jwksUrl))),
    issuers: list(`${prefix}_ISSUERS`).pipe(Config.withDefault(issuers)),
    audiences: list(`${prefix}_AUDIENCES`)
  })

/**
 * The OAuth client ids of our apps are `*_AUDIENCES`, one per platform (iOS, Android, web), separated by commas. Both who a
 * token is for and who asked for it must be among them; which one is not held against the device, which only claims to be
 * of a platform. The rest need be set only where a stand-in plays the provider.
 */
export const identityProviders = Effect.all({
  google: providerConfig("GOOGLE", "https://www.googleapis.com/oauth2/v3/certs", [
    "https://accounts.google.com",
    "accounts.google.com"
  ]),
  apple: providerConfig("APPLE", "https://appleid.apple.com/auth/keys", ["https://appleid.apple.com"])
})
