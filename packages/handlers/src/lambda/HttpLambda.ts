import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context as AwsContext } from "aws-lambda"
import { type Cause, Context, Exit, type Layer } from "effect"
import * as Correlation from "./Correlation.ts"
import { CurrentInvocation } from "./CurrentInvocation.ts"
import * as EventBody from "./EventBody.ts"
import * as EventRequest from "./EventRequest.ts"
import * as HttpApp from "./HttpApp.ts"
import * as LambdaRuntime from "./LambdaRuntime.ts"
import * as Metering from "./Metering.ts"
import * as Problem from "./Problem.ts"
import * as Refused from "./Refused.ts"

/** What API Gateway's REST proxy integration calls. It always answers: failures are problems, never rejections. */
export type Handler = (event: APIGatewayProxyEvent, aws: AwsContext) => Promise<APIGatewayProxyResult>

/** The largest body that the API takes is a report's health data (1 MiB); the rest is room for what surrounds it. */
const defaultMaxBodyBytes = 1024 * 1024 + 64 * 1024

/** What every answer carries, and what a 401 must say (RFC 9110, 11.6.1). */
const signed = (result: APIGatewayProxyResult, correlationId: string): APIGatewayProxyResult => {
  const { "x-correlation-id": _, "www-authenticate": told = ["Bearer"], ...headers } = result.multiValueHeaders ?? {}
  const challenge = result.statusCode === 401 && { "WWW-Authenticate": told }
  return { ...result, multiValueHeaders: { ...headers, ...challenge, "X-Correlation-ID": [correlationId] } }
}

const isLate = (cause: Cause.Cause<LambdaRuntime.LayerBuildFailed | LambdaRuntime.DeadlineExceeded>) =>
  cause.reasons.some((reason) => reason._tag === "Fail" && reason.error._tag === "DeadlineExceeded")

/**
 * Serves the routes of one function, such as `HttpApiBuilder.layer(api)` with its handlers provided. The layer is built
 * while the module loads, once per container.
 */
export const make = <E>(
  routes: Layer.Layer<never, E, HttpApp.RouteServices>,
  { maxBodyBytes = defaultMaxBodyBytes }: { readonly maxBodyBytes?: number } = {}
): Handler => {
  const runtime = LambdaRuntime.make(HttpApp.layer(routes))
  const begin = Metering.make()

  const told = (metered: Metering.Metered, result: APIGatewayProxyResult, correlationId: string) => {
    metered.end(Refused.count(result, metered.record))
    return signed(result, correlationId)
  }

  return async (event, aws) => {
    if (!EventRequest.isProxyEvent(event)) {
      const correlationId = Correlation.ofRequest({}, event)
      return told(begin(aws, correlationId), Problem.resultOf(400, correlationId), correlationId)
    }
    const request = EventRequest.make(event)
    const correlationId = Correlation.ofRequest(request.headers, event)
    const metered = begin(aws, correlationId)
    const refuse = (status: Problem.Status) => {
      const problem = Problem.resultOf(status, correlationId)
      return told(metered, request.method === "HEAD" ? { ...problem, body: "" } : problem, correlationId)
    }
    if (EventBody.size(event) > maxBodyBytes) return refuse(413)

    const exit = await runtime.run(
      HttpApp.HttpApp.use((app) => app.answer(request)),
      {
        remainingMillis: aws.getRemainingTimeInMillis(),
        within: (services) => Context.add(metered.within(services), CurrentInvocation, { event, aws })
      }
    )
    return Exit.isSuccess(exit) ? told(metered, exit.value, correlationId) : refuse(isLate(exit.cause) ? 504 : 500)
  }
}
