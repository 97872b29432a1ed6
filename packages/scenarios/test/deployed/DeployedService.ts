import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { routes } from "@serenya/api/Routes"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type * as AuthorizerLambda from "@serenya/handlers/lambda/AuthorizerLambda"
import type * as HttpLambda from "@serenya/handlers/lambda/HttpLambda"
import * as ApiSite from "@serenya/local/gateway/ApiSite"
import * as Http from "@serenya/local/gateway/Http"
import * as ObjectEvents from "@serenya/local/gateway/ObjectEvents"
import * as Site from "@serenya/local/gateway/Site"
import * as Waiting from "@serenya/local/gateway/Waiting"
import * as OidcIssuer from "@serenya/local/oidc/OidcIssuer"
import * as OidcSite from "@serenya/local/oidc/OidcSite"
import * as SimulatedStorefronts from "@serenya/local/storefronts/SimulatedStorefronts"
import { webhookOf } from "@serenya/local/storefronts/StorePaths"
import * as StoresSite from "@serenya/local/storefronts/StoresSite"
import * as StateFolder from "@serenya/local/stores/StateFolder"
import { Effect, Layer, Option, Schedule } from "effect"
import type { Clients } from "./Clients.ts"
import * as DeployedFunction from "./DeployedFunction.ts"
import * as Deployment from "./Deployment.ts"
import * as FunctionSettings from "./FunctionSettings.ts"
import { listed } from "./Objects.ts"
import * as StoreKeys from "./StoreKeys.ts"

const answering = [...new Set(routes.map(({ functionName }) => functionName))]

type Invoke = (name: string, event: unknown, remainingMillis?: number) => Promise<unknown>

/** API Gateway's part: the functions that answer, by their names. */
const apiOver = (invoke: Invoke) => {
  const http =
    (name: string): HttpLambda.Handler =>
    (event, aws) =>
      invoke(name, event, aws.getRemainingTimeInMillis()) as ReturnType<HttpLambda.Handler>
  const authorizer: AuthorizerLambda.Handler = (event, aws) =>
    invoke("authorizer", event, aws.getRemainingTimeInMillis()) as ReturnType<AuthorizerLambda.Handler>
  const endpoints = Object.fromEntries(answering.map((name) => [name, http(name)])) as ApiSite.Functions["endpoints"]
  return ApiSite.make({ authorizer, endpoints })
}

/** S3's part: `process` is told of each document, by looking, since the emulator tells nobody. */
const telling = Effect.fnUntraced(function* (clients: Clients, bucket: string, invoke: Invoke) {
  const deliver = yield* ObjectEvents.make(
    async (event) => void (await invoke("process", event, 180_000)),
    ["100 millis"]
  )
  const waiting = Effect.tryPromise({
    try: () => listed(clients, bucket, TempBucket.prefixes.incoming),
    catch: (cause) => new Unavailable({ resource: "storage", operation: "listed", retryable: true, cause })
  })
  yield* Waiting.make(waiting, deliver).pipe(
    Effect.ignore,
    Effect.repeat(Schedule.spaced("200 millis")),
    Effect.forkScoped
  )
})

/** The deployed functions behind the local gateway, each by itself in what the stacks gave it; `endpoint` is their AWS. */
export const start = Effect.fnUntraced(function* (
  clients: Clients,
  endpoint: string,
  { names: resources, templates }: Deployment.Deployment,
  folder: string
) {
  const listener = yield* Http.listen(0)
  const state = yield* Layer.build(StateFolder.layer(folder))
  const webhook = webhookOf(listener.url)
  const standIns = yield* Layer.build(
    Layer.mergeAll(OidcIssuer.layer(listener.url), SimulatedStorefronts.layer(listener.url, webhook)).pipe(
      Layer.provide(Layer.succeedContext(state))
    )
  )
  yield* Effect.provideContext(StoreKeys.give(clients, resources), standIns)

  const functions: Record<string, DeployedFunction.DeployedFunction> = {}
  for (const name of Deployment.functionsIn(templates)) {
    const settings = FunctionSettings.of(clients, endpoint, listener.url, name)
    functions[name] = yield* DeployedFunction.start(name, yield* Effect.provideContext(settings, standIns))
  }
  const invoke: Invoke = (name, event, remainingMillis = 120_000) =>
    functions[name]?.invoke(event, remainingMillis) ?? Promise.reject(new Error(`No function ${name}`))

  const site = yield* Site.make({
    api: apiOver(invoke),
    oidc: yield* Effect.provideContext(Effect.map(OidcIssuer.OidcIssuer, OidcSite.make), standIns),
    stores: yield* Effect.provideContext(StoresSite.make(listener.url, webhook), standIns),
    uploads: Option.none()
  })
  yield* listener.serve(site)
  yield* telling(clients, resources[TempBucket.env] ?? "", invoke)
  return { url: listener.url, invoke }
})
