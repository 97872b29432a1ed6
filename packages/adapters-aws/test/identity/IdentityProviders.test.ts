import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { ConfigProvider, Effect } from "effect"
import { identityProviders } from "../../src/identity/IdentityProviders.ts"

const audiences = { GOOGLE_AUDIENCES: "web.client , ios.client", APPLE_AUDIENCES: "app.serenya" }

const read = (env: Record<string, string>) =>
  Effect.provide(identityProviders, ConfigProvider.layer(ConfigProvider.fromEnvRecord(env)))

describe("IdentityProviders", () => {
  it.effect("knows the real providers", () =>
    Effect.gen(function* () {
      const { google, apple } = yield* read(audiences)
      assertEquals(google.audiences, ["web.client", "ios.client"])
      assertEquals(google.issuers, ["https://accounts.google.com", "accounts.google.com"])
      assertEquals(google.jwksUrl.href, "https://www.googleapis.com/oauth2/v3/certs")
      assertEquals(apple.audiences, ["app.serenya"])
      assertEquals(apple.issuers, ["https://appleid.apple.com"])
      assertEquals(apple.jwksUrl.href, "https://appleid.apple.com/auth/keys")
    })
  )

  it.effect("lets a stand-in on this machine play a provider", () =>
    Effect.gen(function* () {
      const url = "http://127.0.0.1:4011/google/keys"
      const { google } = yield* read({ ...audiences, GOOGLE_JWKS_URL: url, GOOGLE_ISSUERS: "http://127.0.0.1:4011" })
      assertEquals(google.jwksUrl.href, url)
      assertEquals(google.issuers, ["http://127.0.0.1:4011"])
    })
  )

  const broken: ReadonlyArray<readonly [string, Record<string, string>]> = [
    ["no audience", { GOOGLE_AUDIENCES: "web.client" }],
    ["a blank audience", { ...audiences, APPLE_AUDIENCES: "app.serenya, ,other" }],
    [
      "keys over plain HTTP from elsewhere",
      { ...audiences, GOOGLE_JWKS_URL: "http://www.googleapis.com/oauth2/v3/certs" }
    ],
    ["keys from a file", { ...audiences, APPLE_JWKS_URL: "file:///tmp/keys.json" }]
  ]
  for (const [name, env] of broken) {
    it.effect(`does not start with ${name}`, () =>
      Effect.gen(function* () {
        assertTrue((yield* Effect.flip(read(env)))._tag === "ConfigError")
      })
    )
  }
})
