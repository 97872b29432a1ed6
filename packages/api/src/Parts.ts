import { HttpApi } from "effect/http-api"
import { AuthApi } from "./AuthApi.ts"
import { HealthApi } from "./HealthApi.ts"
import { CleanupApi, ResultApi, StatusApi, UploadApi } from "./JobsApi.ts"
import { UserApi } from "./UserApi.ts"

/** The API as the Lambda functions serve it: a function carries only its own routes. Same id as `Api`, so each part's handlers serve the whole too. */
export class AuthPart extends HttpApi.make("serenya").add(AuthApi).prefix("/api/v1") {}
export class UploadPart extends HttpApi.make("serenya").add(UploadApi).prefix("/api/v1") {}
export class StatusPart extends HttpApi.make("serenya").add(StatusApi).prefix("/api/v1") {}
export class ResultPart extends HttpApi.make("serenya").add(ResultApi).prefix("/api/v1") {}
export class CleanupPart extends HttpApi.make("serenya").add(CleanupApi).prefix("/api/v1") {}
export class UserProfilePart extends HttpApi.make("serenya").add(UserApi, HealthApi).prefix("/api/v1") {}
