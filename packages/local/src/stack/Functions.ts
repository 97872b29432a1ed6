import * as DynamoRows from "@serenya/adapters-aws/audit/DynamoRows"
import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import * as ChangeCapture from "@serenya/domain/audit/ChangeCapture"
import * as AuthorizerLambda from "@serenya/handlers/lambda/AuthorizerLambda"
import * as HttpLambda from "@serenya/handlers/lambda/HttpLambda"
import * as S3EventLambda from "@serenya/handlers/lambda/S3EventLambda"
import * as ScheduledLambda from "@serenya/handlers/lambda/ScheduledLambda"
import * as StreamLambda from "@serenya/handlers/lambda/StreamLambda"
import * as AuthorizeRequest from "@serenya/handlers/routes/AuthorizeRequest"
import * as AuthRoutes from "@serenya/handlers/routes/AuthRoutes"
import * as ChatMessagesRoutes from "@serenya/handlers/routes/ChatMessagesRoutes"
import * as ChatPromptsRoutes from "@serenya/handlers/routes/ChatPromptsRoutes"
import * as ChatStatusRoutes from "@serenya/handlers/routes/ChatStatusRoutes"
import * as CleanupRoutes from "@serenya/handlers/routes/CleanupRoutes"
import * as DoctorReportRoutes from "@serenya/handlers/routes/DoctorReportRoutes"
import * as ProcessObject from "@serenya/handlers/routes/ProcessObject"
import * as ReconcileSubscriptions from "@serenya/handlers/routes/ReconcileSubscriptions"
import * as ResultRoutes from "@serenya/handlers/routes/ResultRoutes"
import * as ResumeErasures from "@serenya/handlers/routes/ResumeErasures"
import * as StatusRoutes from "@serenya/handlers/routes/StatusRoutes"
import * as SubscriptionsRoutes from "@serenya/handlers/routes/SubscriptionsRoutes"
import * as TakeCheckpoint from "@serenya/handlers/routes/TakeCheckpoint"
import * as UploadRoutes from "@serenya/handlers/routes/UploadRoutes"
import * as UserProfileRoutes from "@serenya/handlers/routes/UserProfileRoutes"
import { type Context, Layer } from "effect"
import type { HttpRouter } from "effect/http"
import type { Functions } from "../gateway/ApiSite.ts"
import type { Ports } from "./Ports.ts"

/** What no request invokes: a document that arrived, a write to the table, and the time. */
export interface Invoked {
  readonly process: S3EventLambda.Handler
  readonly reconcile: ScheduledLambda.Handler
  readonly "stream-processor": StreamLambda.Handler
  readonly "audit-checkpoint": ScheduledLambda.Handler
  readonly "erasure-resume": ScheduledLambda.Handler
}

/** The functions as they are deployed, over ports that they share here: one process, one of each. */
export const make = (ports: Context.Context<Ports>): Functions & Invoked => {
  const shared = Layer.succeedContext(ports)
  const http = <E>(
    routes: Layer.Layer<never, E, Ports | HttpRouter.HttpRouter>,
    limits?: { readonly maxBodyBytes: number }
  ) => HttpLambda.make(Layer.provide(routes, shared), limits)

  return {
    authorizer: AuthorizerLambda.make({ ...AuthorizeRequest, layer: Layer.provide(AuthorizeRequest.layer, shared) }),
    endpoints: {
      auth: http(AuthRoutes.layer),
      upload: http(UploadRoutes.layer),
      status: http(StatusRoutes.layer),
      result: http(ResultRoutes.layer),
      cleanup: http(CleanupRoutes.layer),
      "doctor-report": http(DoctorReportRoutes.layer, DoctorReportRoutes.limits),
      "user-profile": http(UserProfileRoutes.layer),
      subscriptions: http(SubscriptionsRoutes.layer),
      "chat-prompts": http(ChatPromptsRoutes.layer),
      "chat-messages": http(ChatMessagesRoutes.layer),
      "chat-status": http(ChatStatusRoutes.layer)
    },
    process: S3EventLambda.make({ ...ProcessObject, layer: shared }),
    reconcile: ScheduledLambda.make({
      layer: Layer.provide(ReconcileSubscriptions.layer, shared),
      run: ReconcileSubscriptions.run
    }),
    "stream-processor": StreamLambda.make({
      layer: shared,
      handle: (change) => ChangeCapture.capture(DynamoRows.readRow, change)
    }),
    "audit-checkpoint": ScheduledLambda.make({
      layer: Layer.provide(AuditCheckpoints.layer, shared),
      run: () => TakeCheckpoint.run
    }),
    "erasure-resume": ScheduledLambda.make({
      layer: ResumeErasures.layer.pipe(Layer.provideMerge(shared)),
      run: ResumeErasures.run
    })
  }
}
