import type { FunctionName } from "@serenya/api/Routes"
import type * as AuthorizerLambda from "@serenya/handlers/lambda/AuthorizerLambda"
import * as Correlation from "@serenya/handlers/lambda/Correlation"
import type * as HttpLambda from "@serenya/handlers/lambda/HttpLambda"
import { Clock, Duration, Effect } from "effect"
import * as Authorizer from "./Authorizer.ts"
import type { Answer, Incoming } from "./Http.ts"
import * as Problems from "./Problems.ts"
import * as ProxyEvent from "./ProxyEvent.ts"
import * as Routes from "./Routes.ts"

/** What stands behind the API. */
export interface Functions {
  readonly authorizer: AuthorizerLambda.Handler
  readonly endpoints: Readonly<Record<FunctionName, HttpLambda.Handler>>
}

/** API Gateway's own limits: 10 MB of payload, 29 s for a function, policies kept for five minutes. */
export interface Limits {
  readonly maxBodyBytes: number
  readonly integration: Duration.Input
  readonly authorizerCache: Duration.Input
}

export const defaultLimits: Limits = {
  maxBodyBytes: 10_000_000,
  integration: "29 seconds",
  authorizerCache: "5 minutes"
}

const elsewhere = (request: Incoming, correlationId: string): Answer => {
  const methods = Routes.methodsAt(request.url.pathname)
  if (methods.length === 0) return Problems.of(404, correlationId)
  const allow = [...methods, "OPTIONS"].join(", ")
  return request.method === "OPTIONS"
    ? { status: 204, headers: { allow, "x-correlation-id": correlationId }, body: "" }
    : Problems.of(405, correlationId, { allow })
}

const open: Authorizer.Decision = { _tag: "Allowed", context: undefined }

const refusals = {
  Unauthorized: Problems.unauthenticated,
  Forbidden: Problems.forbidden,
  Failed: (correlationId: string) => Problems.of(500, correlationId)
}

/** Answers for the API as API Gateway's REST API does in front of the same functions. */
export const make = ({ authorizer, endpoints }: Functions, limits: Limits = defaultLimits) => {
  const authorize = Authorizer.make(authorizer, Duration.fromInputUnsafe(limits.authorizerCache))
  const integration = Duration.fromInputUnsafe(limits.integration)

  return Effect.fnUntraced(function* (request: Incoming): Effect.fn.Return<Answer> {
    const requestId = crypto.randomUUID()
    const correlationId = Correlation.ofRequest(
      { "x-correlation-id": request.header("x-correlation-id") ?? requestId },
      undefined
    )
    const match = Routes.find(request.method, request.url.pathname)
    if (match === undefined) return elsewhere(request, correlationId)
    const body = yield* Effect.option(request.body(limits.maxBodyBytes))
    if (body._tag === "None") return Problems.of(413, correlationId)
    const decision = match.route.demandsToken ? yield* authorize(request) : open
    if (decision._tag !== "Allowed") return refusals[decision._tag](correlationId)
    const event = ProxyEvent.of(request, match, {
      requestId,
      body: body.value,
      authorizer: decision.context,
      at: yield* Clock.currentTimeMillis
    })
    const { functionName } = match.route
    return yield* Effect.promise(() =>
      endpoints[functionName](event, ProxyEvent.invocation(functionName, Duration.toMillis(integration)))
    ).pipe(
      Effect.map(Problems.answerOf),
      Effect.timeoutOrElse({ duration: integration, orElse: () => Effect.succeed(Problems.of(504, correlationId)) })
    )
  })
}
