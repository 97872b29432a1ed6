import { Array } from "effect"
import { HttpApi, OpenApi } from "effect/http-api"
import { AuthApi } from "./AuthApi.ts"
import { BiometricApi } from "./BiometricApi.ts"
import { ChatMessagesApi } from "./ChatMessagesApi.ts"
import { ChatPromptsApi } from "./ChatPromptsApi.ts"
import { ChatStatusApi } from "./ChatStatusApi.ts"
import { CleanupApi } from "./CleanupApi.ts"
import { DeviceApi } from "./DeviceApi.ts"
import { DoctorReportApi } from "./DoctorReportApi.ts"
import { HealthApi } from "./HealthApi.ts"
import { PrivacyApi } from "./PrivacyApi.ts"
import { ResultApi } from "./ResultApi.ts"
import { StatusApi } from "./StatusApi.ts"
import { SubscriptionsApi } from "./SubscriptionsApi.ts"
import { UploadApi } from "./UploadApi.ts"
import { UserApi } from "./UserApi.ts"

/**
 * Groups that serve one path, such as the four functions of /process, share one tag, and a tag may be listed only once. Scheme names are
 * case-insensitive (RFC 9110), but tools such as Scalar know `bearer` only in lower case.
 */
const tidied = (document: Record<string, unknown>): Record<string, unknown> => ({
  ...document,
  tags: Array.dedupe(Array.ensure(document["tags"])),
  components: {
    ...Object(document["components"]),
    securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } }
  }
})

/** The whole promise: what the OpenAPI document and the typed client are made of. Each Lambda serves its part of it. */
export class Api extends HttpApi.make("serenya")
  .add(
    AuthApi,
    BiometricApi,
    UploadApi,
    StatusApi,
    ResultApi,
    CleanupApi,
    DoctorReportApi,
    ChatPromptsApi,
    ChatMessagesApi,
    ChatStatusApi,
    UserApi,
    DeviceApi,
    PrivacyApi,
    SubscriptionsApi,
    HealthApi
  )
  .prefix("/api/v1")
  .annotateMerge(
    OpenApi.annotations({
      title: "Serenya",
      version: "1.0.0",
      description: "Upload a lab report, get it explained in plain words. Medical data ends on the person's device.",
      transform: tidied
    })
  ) {}
