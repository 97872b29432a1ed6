import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { ConfigProvider, Effect, Exit } from "effect"
import { appleRootG3 } from "../../src/subscriptions/apple/AppleRoots.ts"
import { appleSettings } from "../../src/subscriptions/apple/AppleSettings.ts"
import { googleSettings } from "../../src/subscriptions/google/GoogleSettings.ts"

const ours = {
  APPLE_BUNDLE_ID: "health.serenya.app",
  APPLE_APP_ID: "1234",
  GOOGLE_PACKAGE_NAME: "health.serenya.app",
  GOOGLE_PUSH_AUDIENCE: "https://api.serenya.example/api/v1/subscriptions/webhook",
  GOOGLE_PUSH_SERVICE_ACCOUNT: "push@serenya.iam.gserviceaccount.com"
}
const provided = (changes: Readonly<Record<string, string>>) =>
  ConfigProvider.layer(ConfigProvider.fromEnvRecord({ ...ours, ...changes }))

const apple = (changes: Readonly<Record<string, string>> = {}) => Effect.provide(appleSettings, provided(changes))
const google = (changes: Readonly<Record<string, string>> = {}) => Effect.provide(googleSettings, provided(changes))

describe("the stores' settings", () => {
  it.effect("are production's where nothing else is said, with Apple's root alone", () =>
    Effect.gen(function* () {
      const { apiUrl, appId, environment, roots } = yield* apple()
      assertEquals([environment, apiUrl.origin, appId], ["production", "https://api.storekit.apple.com", 1234])
      assertEquals(roots, [appleRootG3])
      const play = yield* google()
      assertEquals(
        [play.environment, play.apiUrl.origin, play.tokenUrl.href, play.jwksUrl.href],
        [
          "production",
          "https://androidpublisher.googleapis.com",
          "https://oauth2.googleapis.com/token",
          "https://www.googleapis.com/oauth2/v3/certs"
        ]
      )
    })
  )

  it.effect("in the sandbox ask the sandbox, and may believe another root", () =>
    Effect.gen(function* () {
      const { apiUrl, roots } = yield* apple({ STORE_ENVIRONMENT: "sandbox", APPLE_STORE_ROOTS: "AAAA,BBBB" })
      assertEquals([apiUrl.origin, roots], ["https://api.storekit-sandbox.apple.com", ["AAAA", "BBBB"]])
    })
  )

  for (const [name, settings] of [
    ["another root in production", apple({ APPLE_STORE_ROOTS: "AAAA" })],
    ["Xcode as an environment", apple({ STORE_ENVIRONMENT: "Xcode" })],
    ["an app without a number", apple({ APPLE_APP_ID: "" })],
    ["Apple over plain HTTP", apple({ APP_STORE_API_URL: "http://api.example.test" })],
    ["Google over plain HTTP", google({ PLAY_API_URL: "http://api.example.test" })],
    ["tokens over plain HTTP", google({ GOOGLE_TOKEN_URL: "http://oauth2.example.test" })],
    ["pushes from anybody", google({ GOOGLE_PUSH_SERVICE_ACCOUNT: "" })]
  ] as const) {
    it.effect(`refuse ${name}`, () =>
      Effect.gen(function* () {
        assertTrue(Exit.isFailure(yield* Effect.exit(Effect.asVoid<unknown, unknown, never>(settings))))
      })
    )
  }
})
