import { describe } from "@effect/vitest"
import * as UnpdfDocumentReader from "@serenya/adapters-aws/analysis/UnpdfDocumentReader"
import * as NodeSignatureVerifier from "@serenya/adapters-aws/biometrics/NodeSignatureVerifier"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import * as OfflineChatCompanion from "@serenya/domain/chat/OfflineChatCompanion"
import type { IdempotencyRecord } from "@serenya/domain/idempotency/IdempotencyRecord"
import { IdempotencyStore } from "@serenya/domain/idempotency/IdempotencyStore"
import * as MemoryIdentityVerifier from "@serenya/domain/identity/MemoryIdentityVerifier"
import * as MemoryProviderEventVerifier from "@serenya/domain/identity/MemoryProviderEventVerifier"
import * as OfflineReportWriter from "@serenya/domain/report/OfflineReportWriter"
import * as MemoryStorefronts from "@serenya/domain/subscriptions/MemoryStorefronts"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { Context, Effect, Layer, Option } from "effect"
import * as ApiSite from "../../src/gateway/ApiSite.ts"
import type { Incoming } from "../../src/gateway/Http.ts"
import * as FileStack from "../../src/stack/FileStack.ts"
import * as Functions from "../../src/stack/Functions.ts"
import type { Ports } from "../../src/stack/Ports.ts"
import * as Stack from "../../src/stack/Stack.ts"
import * as Scratch from "../support/Scratch.ts"

/** What a test sends. A body that is text goes as it is. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly bytes: Uint8Array
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into many shapes
  readonly json: any
}

type World =
  | Ports
  | MemoryIdentityVerifier.KnownIdTokens
  | MemoryProviderEventVerifier.KnownNotifications
  | MemoryStorefronts.StoreBooks

/** The gateway with the real authorizer and functions, over ports that a test may reach past it. Policies are not cached. */
export class Gateway extends Context.Service<
  Gateway,
  {
    readonly ports: Context.Context<World>
    /** Every record that was stored for an Idempotency-Key. */
    readonly kept: ReadonlyArray<IdempotencyRecord>
    call(call: Call): Effect.Effect<Answered>
  }
>()("@serenya/local/test/routes/Gateway") {}

const incoming = ({ method, path, headers = {}, body }: Call): Incoming => {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body)
  const sent = { "content-type": "application/json", ...headers }
  return {
    method,
    url: new URL(`http://gateway.test${path}`),
    headers: Object.entries(sent),
    header: (name) => Object.entries(sent).find(([sentName]) => sentName.toLowerCase() === name)?.[1],
    remoteAddress: "198.51.100.7",
    body: () => Effect.succeed(new TextEncoder().encode(text))
  }
}

const over = <E>(world: Layer.Layer<World, E>) =>
  Layer.effect(
    Gateway,
    Effect.gen(function* () {
      const kept: Array<IdempotencyRecord> = []
      const store = yield* IdempotencyStore
      const watched = IdempotencyStore.of({
        ...store,
        begin: (mine, now) =>
          Effect.andThen(
            Effect.sync(() => kept.push(mine)),
            store.begin(mine, now)
          ),
        complete: (record) =>
          Effect.andThen(
            Effect.sync(() => kept.push(record)),
            store.complete(record)
          )
      })
      const ports = Context.add(yield* Effect.context<World>(), IdempotencyStore, watched)
      const site = ApiSite.make(Functions.make(ports), { ...ApiSite.defaultLimits, authorizerCache: 0 })
      const call = Effect.fnUntraced(function* (sent: Call) {
        const { status, headers, body } = yield* site(incoming(sent))
        const text = typeof body === "string" ? body : new TextDecoder().decode(body)
        const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])
        const answered = Object.fromEntries(lower)
        const isJson = /\bjson\b/.test(answered["content-type"] ?? "")
        const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body
        return { status, headers: answered, text, bytes, json: isJson && text !== "" ? JSON.parse(text) : undefined }
      })
      return Gateway.of({ ports, kept, call })
    })
  ).pipe(Layer.provide(world))

// Phones sign with real keys here: a request that anybody could make up would prove nothing.
const memory = Layer.mergeAll(
  MemoryPorts.layer,
  NodeSignatureVerifier.layer,
  OfflineReportAnalyst.layer,
  OfflineChatCompanion.layer,
  UnpdfDocumentReader.layer
)

const dynoxide = Layer.unwrap(
  Effect.gen(function* () {
    const state = yield* Layer.build(Scratch.state)
    const opened = yield* Effect.provideContext(FileStack.open("http://gateway.test/_objects", {}), state)
    const stores = Layer.provide(opened.layer, Layer.succeedContext(state))
    return Stack.portsOver(
      stores,
      Layer.mergeAll(
        MemoryIdentityVerifier.layer,
        MemoryProviderEventVerifier.layer,
        OfflineReportAnalyst.layer,
        OfflineReportWriter.layer,
        OfflineChatCompanion.layer,
        MemoryStorefronts.layer
      )
    )
  })
)

/** The same suite over memory alone and over the adapters with the embedded DynamoDB engine. */
export const suites = (register: (name: string, layer: Layer.Layer<Gateway, unknown>) => void): void => {
  register("memory", over(memory))
  const missing = Option.isNone(Dynoxide.binary())
  if (missing) console.warn(`Skipped: dynoxide has no build for ${process.platform}-${process.arch}`)
  describe.skipIf(missing)("dynoxide", () => register("dynoxide", over(dynoxide)))
}
