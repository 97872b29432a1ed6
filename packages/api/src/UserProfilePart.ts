import { HttpApi } from "effect/http-api"
import { DeviceApi } from "./DeviceApi.ts"
import { HealthApi } from "./HealthApi.ts"
import { PrivacyApi } from "./PrivacyApi.ts"
import { UserApi } from "./UserApi.ts"

/** The API as the `user-profile` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class UserProfilePart extends HttpApi.make("serenya")
  .add(UserApi, DeviceApi, PrivacyApi, HealthApi)
  .prefix("/api/v1") {}
