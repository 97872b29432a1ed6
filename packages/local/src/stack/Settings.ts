import { ConfigProvider } from "effect"
import { audience, issuerOf, jwksPath } from "../oidc/OidcIssuer.ts"

/** Variables by name, as an environment holds them. */
export type Settings = Readonly<Record<string, string | undefined>>

/** A provider over these variables alone: adapters on this machine see no AWS variable that is not meant for them. */
export const provider = (settings: Settings) =>
  ConfigProvider.layer(
    ConfigProvider.fromEnvRecord(
      Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined))
    )
  )

/** The gateway at `base` plays both identity providers. */
export const identity = (base: string): Settings => ({
  GOOGLE_JWKS_URL: `${base}${jwksPath}`,
  GOOGLE_ISSUERS: issuerOf(base, "google"),
  GOOGLE_AUDIENCES: audience,
  APPLE_JWKS_URL: `${base}${jwksPath}`,
  APPLE_ISSUERS: issuerOf(base, "apple"),
  APPLE_AUDIENCES: audience
})
