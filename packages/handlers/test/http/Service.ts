import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import type { Caller } from "@serenya/domain/sessions/Caller"
import { counted } from "@serenya/domain/testing/Counting"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { type Context, Effect, Layer } from "effect"
import * as HttpLambda from "../../src/lambda/HttpLambda.ts"
import * as AuthRoutes from "../../src/routes/AuthRoutes.ts"
import * as CleanupRoutes from "../../src/routes/CleanupRoutes.ts"
import * as ResultRoutes from "../../src/routes/ResultRoutes.ts"
import * as StatusRoutes from "../../src/routes/StatusRoutes.ts"
import * as UploadRoutes from "../../src/routes/UploadRoutes.ts"
import * as UserProfileRoutes from "../../src/routes/UserProfileRoutes.ts"
import { event as proxyEvent, invocation } from "../lambda/support/Lambda.ts"

/** What a test sends; `caller` is what the authorizer would have vouched for. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly caller?: Caller
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, ReadonlyArray<unknown>>>
  readonly text: string
  readonly json: unknown
}

const Ports = Layer.mergeAll(counted(MemoryPorts.layer), OfflineReportAnalyst.layer)

type World = Context.Context<Layer.Success<typeof Ports>>

const functionsOver = (world: World) => {
  const over = Layer.succeedContext(world)
  return {
    "/api/v1/auth/": HttpLambda.make(AuthRoutes.layer.pipe(Layer.provide(over))),
    "/api/v1/process/upload": HttpLambda.make(UploadRoutes.layer.pipe(Layer.provide(over))),
    "/api/v1/process/status/": HttpLambda.make(StatusRoutes.layer.pipe(Layer.provide(over))),
    "/api/v1/process/result/": HttpLambda.make(ResultRoutes.layer.pipe(Layer.provide(over))),
    "/api/v1/process/cleanup/": HttpLambda.make(CleanupRoutes.layer.pipe(Layer.provide(over))),
    "/api/v1/": HttpLambda.make(UserProfileRoutes.layer.pipe(Layer.provide(over)))
  }
}

/** The real functions over one memory world, which a test may change, called as API Gateway calls them. */
export const makeWith = Effect.fnUntraced(function* (change: (world: World) => World) {
  const world = change(yield* Layer.build(Ports))
  const functions = Object.entries(functionsOver(world))

  const call = ({ method, path, caller, body, headers = {} }: Call): Effect.Effect<Answer> =>
    Effect.promise(async () => {
      const handler = functions.find(([prefix]) => path.startsWith(prefix))?.[1]
      if (handler === undefined) throw new Error(`no function serves ${path}`)
      const sent = { "content-type": "application/json", ...headers }
      const base = proxyEvent({
        httpMethod: method,
        path,
        multiValueHeaders: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
        body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body)
      })
      const event = {
        ...base,
        requestContext: { ...base.requestContext, authorizer: caller === undefined ? null : { ...caller } }
      }
      const { statusCode, body: text, multiValueHeaders = {} } = await handler(event, invocation())
      return { status: statusCode, headers: multiValueHeaders, text, json: text === "" ? undefined : JSON.parse(text) }
    })

  return { call, world }
})

export const make = makeWith((world) => world)
