import { createTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { AnalysisModel } from "@serenya/adapters-aws/resources/AnalysisModel"
import { AppStoreKeySecret, PlayKeySecret } from "@serenya/adapters-aws/resources/StoreKeySecrets"
import { StrandedChangesQueue } from "@serenya/adapters-aws/resources/StrandedChangesQueue"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { StoreCredentials } from "@serenya/adapters-aws/subscriptions/StoreCredentials"
import { Context, Effect, Layer, Option, Redacted } from "effect"
import * as ApiSite from "../../src/gateway/ApiSite.ts"
import * as Http from "../../src/gateway/Http.ts"
import { notification } from "../../src/gateway/ObjectEvents.ts"
import * as ProxyEvent from "../../src/gateway/ProxyEvent.ts"
import * as Site from "../../src/gateway/Site.ts"
import * as OidcIssuer from "../../src/oidc/OidcIssuer.ts"
import * as OidcSite from "../../src/oidc/OidcSite.ts"
import * as AwsStack from "../../src/stack/AwsStack.ts"
import * as Provision from "../../src/stack/Provision.ts"
import * as Settings from "../../src/stack/Settings.ts"
import * as SimulatedStorefronts from "../../src/storefronts/SimulatedStorefronts.ts"
import { webhookOf } from "../../src/storefronts/StorePaths.ts"
import * as StoreSettings from "../../src/storefronts/StoreSettings.ts"
import { StoreSimulator } from "../../src/storefronts/StoreSimulator.ts"
import * as StoresSite from "../../src/storefronts/StoresSite.ts"
import * as Scratch from "../support/Scratch.ts"
import * as AwsMeter from "./AwsMeter.ts"
import * as Functions from "./Functions.ts"
import * as TableChanges from "./TableChanges.ts"
import type { Usage } from "./Usage.ts"

const aws = { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }

const environment = {
  ...aws,
  ...Provision.names,
  // As it is deployed: each invocation tells its metrics in a line of its log.
  METRIC_LINES: "on",
  [AnalysisModel.env]: "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
  [StrandedChangesQueue.env]: "https://sqs.eu-west-1.amazonaws.com/123456789012/none",
  [AppStoreKeySecret.env]: "serenya/local/app-store-key",
  [PlayKeySecret.env]: "serenya/local/play-key"
}

/** The keys of the simulated stores, where an operator puts the real ones. */
const putStoreKeys = Effect.fnUntraced(function* (endpoint: string) {
  const { apple, google } = yield* StoreCredentials
  const put = (Name: string, secret: object) =>
    Effect.promise(() =>
      fetch(endpoint, {
        method: "POST",
        headers: {
          "x-amz-target": "secretsmanager.CreateSecret",
          "content-type": "application/x-amz-json-1.1",
          authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/secretsmanager/aws4_request"
        },
        body: JSON.stringify({ Name, SecretString: JSON.stringify(secret) })
      })
    )
  const { issuerId, keyId, privateKey } = yield* apple
  yield* put(environment[AppStoreKeySecret.env], {
    issuer_id: issuerId,
    key_id: keyId,
    private_key: Redacted.value(privateKey)
  })
  const account = yield* google
  yield* put(environment[PlayKeySecret.env], {
    type: "service_account",
    client_email: account.clientEmail,
    private_key_id: account.privateKeyId,
    private_key: Redacted.value(account.privateKey)
  })
})

/**
 * The deployed functions themselves, each with its own caches, over a metered AWS: behind a gateway as API Gateway is, with
 * app stores and identity providers that are played. One thing happens at a time, so that each call has its caller.
 */
export const start = Effect.fnUntraced(function* (others: string) {
  const table = yield* Dynoxide.serve(Option.getOrThrow(Dynoxide.binary()))
  const meter = yield* AwsMeter.start({ table, others })
  const listener = yield* Http.listen(0)
  const webhook = webhookOf(listener.url)
  const state = Layer.succeedContext(yield* Layer.build(Scratch.state))
  const played = yield* Layer.build(
    Layer.mergeAll(SimulatedStorefronts.layer(listener.url, webhook), OidcIssuer.layer(listener.url)).pipe(
      Layer.provide(state)
    )
  )

  const direct = yield* AwsStack.open(others, aws)
  yield* Effect.flatMap(Dynamo, (client) => createTable(client, Provision.names[UserTable.env], UserTable)).pipe(
    Effect.provide(Layer.provide(Dynamo.layer, Settings.provider({ ...aws, AWS_ENDPOINT_URL: table })))
  )
  yield* Effect.provideContext(putStoreKeys(others), played)

  const { certificates } = Context.get(played, StoreSimulator)
  const functions = yield* Functions.load(
    {
      ...environment,
      AWS_ENDPOINT_URL: meter.url,
      ...StoreSettings.make(listener.url, webhook, certificates),
      ...Settings.identity(listener.url)
    },
    meter
  )

  const changes = TableChanges.of(table)
  /** What was just written is told to the trail. */
  const follow = Effect.promise(async () => {
    const Records = await changes()
    if (Records.length > 0)
      await functions.streamProcessor({ Records }, ProxyEvent.invocation("stream-processor", 60_000))
  })

  let requests = 0
  let responseBytes = 0
  const api = ApiSite.make(functions)
  const site = yield* Site.make({
    api: (request) =>
      Effect.tap(api(request), ({ body }) => {
        requests += 1
        responseBytes += Buffer.byteLength(body)
        return follow
      }),
    oidc: OidcSite.make(Context.get(played, OidcIssuer.OidcIssuer)),
    stores: yield* Effect.provideContext(StoresSite.make(listener.url, webhook), played),
    uploads: Option.none()
  })
  yield* listener.serve(site)

  /** Hands every input that waits to the function that S3 would call. */
  const deliver = Effect.gen(function* () {
    for (const object of yield* direct.waiting) {
      const event = notification(object, Date.now())
      yield* Effect.promise(() => functions.process(event, ProxyEvent.invocation("process", 180_000)))
      yield* follow
    }
  })

  /** What was taken while `work` ran, by function, and what went through the gateway. */
  const during = Effect.fnUntraced(function* <A, E, R>(work: Effect.Effect<A, E, R>) {
    meter.taken()
    ;[requests, responseBytes] = [0, 0]
    const value = yield* work
    const counted: Counted = { requests, responseBytes, functions: meter.taken() }
    return [value, counted] as const
  })

  /** One run of each function that a clock calls, by its name. */
  const tick = (name: keyof typeof functions.clocks) =>
    Effect.promise(() => functions.clocks[name]({}, ProxyEvent.invocation(name, 120_000)))

  return { url: listener.url, table, eventBytes: meter.eventBytes, deliver, during, tick }
})

/** What was taken by function, and what went through the gateway. */
export interface Counted {
  readonly requests: number
  readonly responseBytes: number
  readonly functions: Readonly<Record<string, Partial<Usage>>>
}

export type Deployed = Effect.Success<ReturnType<typeof start>>
