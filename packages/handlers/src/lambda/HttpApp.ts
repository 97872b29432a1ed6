import { CorrelationId } from "@serenya/api/CorrelationId"
import type { APIGatewayProxyResult } from "aws-lambda"
import { Context, Effect, ErrorReporter, Layer } from "effect"
import { HttpEffect, HttpRouter, HttpServerRequest, type HttpServerResponse } from "effect/http"
import * as NoFiles from "./NoFiles.ts"
import * as Problem from "./Problem.ts"
import * as ProxyResult from "./ProxyResult.ts"
import * as Routes from "./Routes.ts"

/** Takes the response out of effect's request pipeline, which sends it instead of returning it. */
class Reply extends Context.Service<Reply, { result: APIGatewayProxyResult | undefined }>()(
  "@serenya/handlers/lambda/HttpApp/Reply"
) {}

/** The routes of a function, ready to answer. */
export class HttpApp extends Context.Service<
  HttpApp,
  {
    /** Defects have been reported and turned into a 500 problem. */
    readonly answer: (request: HttpServerRequest.HttpServerRequest) => Effect.Effect<APIGatewayProxyResult>
  }
>()("@serenya/handlers/lambda/HttpApp") {}

const internalError = Effect.map(CorrelationId, (correlationId) => Problem.resultOf(500, correlationId))

const make = Effect.gen(function* () {
  const router = yield* HttpRouter.HttpRouter
  const routes = yield* Routes.Routes

  const problem = Effect.fnUntraced(function* (
    status: Problem.Status,
    request: HttpServerRequest.HttpServerRequest,
    response: HttpServerResponse.HttpServerResponse
  ) {
    const correlationId = yield* CorrelationId
    const allowed = status === 404 ? routes.methodsOf(request.url) : []
    const misrouted = allowed.length > 0 && !allowed.includes(request.method)
    if (misrouted) return Problem.resultOf(405, correlationId, { allow: allowed.join(", ") })
    const retryAfter = response.headers["retry-after"]
    return Problem.resultOf(status, correlationId, retryAfter === undefined ? {} : { "retry-after": retryAfter })
  })

  const encode = (request: HttpServerRequest.HttpServerRequest, response: HttpServerResponse.HttpServerResponse) => {
    const withoutBody = request.method === "HEAD"
    const missing = Problem.missingFrom(response)
    return missing === undefined
      ? ProxyResult.of(response, { withoutBody })
      : Effect.map(problem(missing, request, response), (result) => (withoutBody ? { ...result, body: "" } : result))
  }

  const handled = HttpEffect.toHandled(router.asHttpEffect(), (request, response) =>
    Effect.flatMap(Reply, (reply) =>
      encode(request, response).pipe(
        Effect.catchCause((cause) => Effect.andThen(ErrorReporter.report(cause), internalError)),
        Effect.map((result) => {
          reply.result = result
        })
      )
    )
  )

  const answer = (request: HttpServerRequest.HttpServerRequest) =>
    Effect.suspend(() => {
      const reply: Reply["Service"] = { result: undefined }
      return handled.pipe(
        Effect.updateContext((services: Context.Context<never>) =>
          services.pipe(Context.add(HttpServerRequest.HttpServerRequest, request), Context.add(Reply, reply))
        ),
        Effect.catchCause((cause) => (reply.result === undefined ? ErrorReporter.report(cause) : Effect.void)),
        Effect.flatMap(() => (reply.result === undefined ? internalError : Effect.succeed(reply.result)))
      )
    })

  return HttpApp.of({ answer })
})

/** What routes may leave for `HttpApp` to provide. */
export type RouteServices = HttpRouter.HttpRouter | NoFiles.FileServices

export const layer = <E>(routes: Layer.Layer<never, E, RouteServices>): Layer.Layer<HttpApp, E> =>
  Layer.effect(HttpApp, make).pipe(
    Layer.provide(Layer.provideMerge(routes, Routes.layer)),
    Layer.provide(NoFiles.layer)
  )
