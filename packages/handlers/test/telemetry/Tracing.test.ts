import { assert, beforeEach, describe, it } from "@effect/vitest"
import { Effect, Layer, Schema } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import { vi } from "vitest"
import * as HttpLambda from "../../src/lambda/HttpLambda.ts"
import { event, invocation } from "../lambda/support/Lambda.ts"
import { linesDuring } from "../lambda/support/Stdout.ts"
import * as Collector from "./Collector.ts"
import { spansIn } from "./OtlpDocument.ts"

const canary = "canary@example.test"

class Quoting extends Schema.TaggedError<Quoting>()("Quoting", { text: Schema.String }) {
  override get message() {
    return this.text
  }
}

const failing = Effect.fn("Things.fail")(function* () {
  yield* Effect.annotateCurrentSpan({ email: canary, inputTokens: 42 })
  return yield* new Quoting({ text: canary })
})

const routes = Layer.mergeAll(
  HttpRouter.add(
    "GET",
    "/things/:id",
    Effect.as(Effect.withSpan(Effect.void, "Things.find"), HttpServerResponse.text("thing"))
  ),
  HttpRouter.add("POST", "/things/:id", Effect.as(Effect.ignore(failing()), HttpServerResponse.text("tried"))),
  HttpRouter.add("GET", "/broken", Effect.withSpan(Effect.die(new TypeError(canary)), "Things.break"))
)

/** A call with something personal wherever a call can carry it. */
const call = (method: string, path: string) =>
  event({
    httpMethod: method,
    path,
    queryStringParameters: { email: canary },
    multiValueQueryStringParameters: { email: [canary] },
    multiValueHeaders: {
      "user-agent": [canary],
      "x-canary": [canary],
      authorization: [`Bearer ${canary}`],
      "x-correlation-id": ["trace-0001"]
    },
    body: method === "POST" ? canary : null
  })

const answerOf = (handler: HttpLambda.Handler, method: string, path: string) =>
  Effect.promise(async () => {
    let status = 0
    const from = performance.now()
    const lines = await linesDuring(async () => {
      status = (await handler(call(method, path), invocation())).statusCode
    })
    return { status, lines, millis: performance.now() - from }
  })

describe("traces", () => {
  beforeEach(() => {
    vi.unstubAllEnvs()
  })

  it.live("are with the collector when the answer is there: one trace for each invocation, by its correlation id", () =>
    Effect.gen(function* () {
      const { received, url } = yield* Collector.make(200)
      vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `${url}/`)
      vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=secret, x-team=a%20b")
      vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "serenya-test-things")
      const handler = HttpLambda.make(routes)
      assert.strictEqual((yield* answerOf(handler, "GET", "/things/1")).status, 200)
      assert.strictEqual((yield* answerOf(handler, "GET", "/things/2")).status, 200)
      assert.deepStrictEqual(
        received.map(({ headers, url: path }) => [path, headers["x-key"], headers["x-team"], headers["content-type"]]),
        [
          ["/v1/traces", "secret", "a b", "application/json"],
          ["/v1/traces", "secret", "a b", "application/json"]
        ]
      )
      const spans = yield* spansIn(received)
      const roots = spans.filter(({ name }) => name === "invocation")
      assert.lengthOf(new Set(roots.map(({ traceId }) => traceId)), 2)
      for (const root of roots) {
        assert.deepStrictEqual([root.kind, root.parentSpanId, root.status.code], [2, undefined, 1])
        assert.deepInclude(root.attributes, { key: "correlation_id", value: { stringValue: "trace-0001" } })
      }
      const found = spans.filter(({ name }) => name === "Things.find")
      assert.lengthOf(found, 2)
      for (const { parentSpanId, traceId } of found) {
        const parent = spans.find(({ spanId }) => spanId === parentSpanId)
        assert.strictEqual(parent?.traceId, traceId)
      }
      assert.include(received[0]?.text, "serenya-test-things")
    }).pipe(Effect.scoped)
  )

  it.live("go on with the trace that API Gateway began", () =>
    Effect.gen(function* () {
      const { received, url } = yield* Collector.make(200)
      vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
      vi.stubEnv("_X_AMZN_TRACE_ID", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")
      yield* answerOf(HttpLambda.make(routes), "GET", "/things/1")
      const root = (yield* spansIn(received)).find(({ name }) => name === "invocation")
      assert.deepStrictEqual(
        [root?.traceId, root?.parentSpanId],
        ["5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8"]
      )
    }).pipe(Effect.scoped)
  )

  it.live("say nothing that a person sent: no path, no header, no message of an error, only its name", () =>
    Effect.gen(function* () {
      const { received, url } = yield* Collector.make(200)
      vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
      const handler = HttpLambda.make(routes)
      assert.strictEqual((yield* answerOf(handler, "POST", `/things/${canary}`)).status, 200)
      assert.strictEqual((yield* answerOf(handler, "GET", "/broken")).status, 500)
      const text = received.map((one) => one.text).join("\n")
      assert.notInclude(text, "canary")
      assert.notInclude(text, "198.51.100.7")
      assert.notInclude(text, "/things/")
      const spans = yield* spansIn(received)
      const failed = spans.find(({ name }) => name === "Things.fail")
      assert.deepStrictEqual(failed?.status, { code: 2, message: "Quoting" })
      assert.deepStrictEqual(failed?.attributes, [{ key: "inputTokens", value: { intValue: "42" } }])
      assert.deepStrictEqual(spans.find(({ name }) => name === "Things.break")?.status, {
        code: 2,
        message: "TypeError"
      })
    }).pipe(Effect.scoped)
  )

  it.live.each([
    ["refuses", 500],
    ["does not answer", undefined]
  ] as const)(
    "change no answer where the collector %s, slow it once by a second at most, and are let go for a minute",
    ([, status]) =>
      Effect.gen(function* () {
        const { received, url } = yield* Collector.make(status)
        vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
        const handler = HttpLambda.make(routes)
        const first = yield* answerOf(handler, "GET", "/things/1")
        assert.deepStrictEqual(
          [first.status, first.lines.map(({ message }) => message)],
          [200, ["spans not delivered"]]
        )
        assert.isBelow(first.millis, 5000)
        const second = yield* answerOf(handler, "GET", "/things/1")
        assert.deepStrictEqual([second.status, second.lines], [200, []])
        assert.lengthOf(received, 1)
      }).pipe(Effect.scoped)
  )

  it.live("change no answer where there is no collector at all", () =>
    Effect.gen(function* () {
      vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
      const { lines, status } = yield* answerOf(HttpLambda.make(routes), "GET", "/things/1")
      assert.deepStrictEqual([status, lines.map(({ message }) => message)], [200, ["spans not delivered"]])
    })
  )

  it.live("are not made where nobody asked for them", () =>
    Effect.gen(function* () {
      const { received } = yield* Collector.make(200)
      const { lines, status } = yield* answerOf(HttpLambda.make(routes), "GET", "/things/1")
      assert.deepStrictEqual([status, lines, received], [200, [], []])
    }).pipe(Effect.scoped)
  )
})
