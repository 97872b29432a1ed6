import { Config, Effect, Option, Schema } from "effect"
import { SafeUrl } from "../../shared/SafeUrl.ts"
import { storeEnvironment } from "../StoreEnvironment.ts"
import { appleRootG3 } from "./AppleRoots.ts"

const apiUrls = {
  production: new URL("https://api.storekit.apple.com"),
  sandbox: new URL("https://api.storekit-sandbox.apple.com")
}

/**
 * Our app as the App Store knows it, and whom to believe. `APPLE_STORE_ROOTS` (DER in base64, separated by commas) is for a
 * stand-in that signs under a root of its own; it counts in the sandbox alone, so that no variable makes money.
 */
export const appleSettings = Effect.gen(function* () {
  const environment = yield* storeEnvironment
  const bundleId = yield* Config.NonEmptyString("APPLE_BUNDLE_ID")
  const appId = yield* Config.Int("APPLE_APP_ID")
  const apiUrl = yield* Config.schema(SafeUrl, "APP_STORE_API_URL").pipe(Config.withDefault(apiUrls[environment]))
  const others = yield* Config.option(Config.Array(Schema.NonEmptyString, "APPLE_STORE_ROOTS"))
  if (Option.isSome(others) && environment === "production")
    return yield* Effect.die(new Error("APPLE_STORE_ROOTS is for the sandbox: in production only Apple's root counts"))
  return { environment, bundleId, appId, apiUrl, roots: Option.getOrElse(others, () => [appleRootG3]) }
})

export type AppleSettings = Effect.Success<typeof appleSettings>
