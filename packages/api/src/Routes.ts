import { HttpApi, type HttpApiGroup } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { AuthPart } from "./AuthPart.ts"
import { ChatMessagesPart } from "./ChatMessagesApi.ts"
import { ChatPromptsPart } from "./ChatPromptsApi.ts"
import { ChatStatusPart } from "./ChatStatusApi.ts"
import { CleanupPart } from "./CleanupApi.ts"
import { DoctorReportPart } from "./DoctorReportApi.ts"
import { ResultPart } from "./ResultApi.ts"
import { StatusPart } from "./StatusApi.ts"
import { SubscriptionsPart } from "./SubscriptionsApi.ts"
import { UploadPart } from "./UploadApi.ts"
import { UserProfilePart } from "./UserProfilePart.ts"

/** The functions behind the API, by the names they are deployed under. */
export type FunctionName =
  | "auth"
  | "upload"
  | "status"
  | "result"
  | "cleanup"
  | "doctor-report"
  | "user-profile"
  | "subscriptions"
  | "chat-prompts"
  | "chat-messages"
  | "chat-status"

/** One method of the API: `template` is API Gateway's resource path, such as `/api/v1/user/consents/{type}`. */
export interface Route {
  readonly functionName: FunctionName
  readonly method: string
  readonly template: string
  readonly demandsToken: boolean
}

const routesOf = <Id extends string, Groups extends HttpApiGroup.Constraint>(
  functionName: FunctionName,
  part: HttpApi.HttpApi<Id, Groups>
): ReadonlyArray<Route> => {
  const routes: Array<Route> = []
  HttpApi.reflect(part, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint: { method, path }, middleware }) => {
      routes.push({
        functionName,
        method,
        template: path.replaceAll(/:(\w+)/g, "{$1}"),
        demandsToken: [...middleware].some(({ key }) => key === Authentication.key)
      })
    }
  })
  return routes
}

/** Which function answers what, as the API's definition says: what the local gateway serves and CDK deploys. */
export const routes: ReadonlyArray<Route> = [
  ...routesOf("auth", AuthPart),
  ...routesOf("upload", UploadPart),
  ...routesOf("status", StatusPart),
  ...routesOf("result", ResultPart),
  ...routesOf("cleanup", CleanupPart),
  ...routesOf("doctor-report", DoctorReportPart),
  ...routesOf("user-profile", UserProfilePart),
  ...routesOf("subscriptions", SubscriptionsPart),
  ...routesOf("chat-prompts", ChatPromptsPart),
  ...routesOf("chat-messages", ChatMessagesPart),
  ...routesOf("chat-status", ChatStatusPart)
]
