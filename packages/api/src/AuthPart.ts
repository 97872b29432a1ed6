import { HttpApi } from "effect/http-api"
import { AuthApi } from "./AuthApi.ts"
import { BiometricApi } from "./BiometricApi.ts"

/** The API as the `auth` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class AuthPart extends HttpApi.make("serenya").add(AuthApi, BiometricApi).prefix("/api/v1") {}
