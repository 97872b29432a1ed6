import { Config } from "effect"
import { SafeUrl } from "../../shared/SafeUrl.ts"
import { storeEnvironment } from "../StoreEnvironment.ts"

const url = (name: string, standard: string) => Config.schema(SafeUrl, name).pipe(Config.withDefault(new URL(standard)))

/**
 * Our app as Google Play knows it, and who may tell of it: the Pub/Sub subscription's audience and the service account
 * that signs its pushes. The URLs need be set only where a stand-in plays Google.
 */
export const googleSettings = Config.all({
  environment: storeEnvironment,
  packageName: Config.NonEmptyString("GOOGLE_PACKAGE_NAME"),
  pushAudience: Config.NonEmptyString("GOOGLE_PUSH_AUDIENCE"),
  pushAccount: Config.NonEmptyString("GOOGLE_PUSH_SERVICE_ACCOUNT"),
  jwksUrl: url("GOOGLE_JWKS_URL", "https://www.googleapis.com/oauth2/v3/certs"),
  tokenUrl: url("GOOGLE_TOKEN_URL", "https://oauth2.googleapis.com/token"),
  apiUrl: url("PLAY_API_URL", "https://androidpublisher.googleapis.com")
})
export type GoogleSettings = Config.Success<typeof googleSettings>
