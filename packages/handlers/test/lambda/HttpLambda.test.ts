import { assert, describe, it } from "@effect/vitest"
import { CorrelationId } from "@serenya/api/CorrelationId"
import type { APIGatewayProxyResult } from "aws-lambda"
import { Effect, Layer, Option, Schema, Stream } from "effect"
import { HttpEffect, HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { authorizerClaims } from "../../src/lambda/CurrentInvocation.ts"
import * as HttpLambda from "../../src/lambda/HttpLambda.ts"
import * as Corpus from "./support/Corpus.ts"
import { event, invocation, requestId } from "./support/Lambda.ts"
import { linesDuring } from "./support/Stdout.ts"
import { handler as toy } from "./support/ToyFunction.ts"

const Params = HttpRouter.schemaPathParams(Schema.Struct({ id: Schema.String }))
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00])

const routes = Layer.mergeAll(
  HttpRouter.add("GET", "/hello", HttpServerResponse.text("hello")),
  HttpRouter.add(
    "GET",
    "/things/:id",
    Effect.orDie(Effect.map(Params, ({ id }) => HttpServerResponse.jsonUnsafe({ id })))
  ),
  HttpRouter.add("PUT", "/things/:id", HttpServerResponse.empty()),
  HttpRouter.add("POST", "/echo", (request) =>
    Effect.orDie(
      Effect.map(request.arrayBuffer, (body) =>
        HttpServerResponse.uint8Array(new Uint8Array(body), { contentType: "application/octet-stream" })
      )
    )
  ),
  HttpRouter.add("POST", "/json", (request) =>
    Effect.orDie(Effect.map(request.json, (json) => HttpServerResponse.jsonUnsafe({ json })))
  ),
  HttpRouter.add("POST", "/form", (request) =>
    Effect.orDie(
      Effect.map(request.urlParamsBody, (form) => HttpServerResponse.jsonUnsafe(Object.fromEntries(form.params)))
    )
  ),
  HttpRouter.add("GET", "/request", (request) =>
    Effect.map(
      Effect.all([HttpServerRequest.ParsedSearchParams, CorrelationId, authorizerClaims]),
      ([query, id, claims]) =>
        HttpServerResponse.jsonUnsafe({
          query,
          headers: { ...request.headers },
          cookies: request.cookies,
          address: Option.getOrNull(request.remoteAddress),
          id,
          claims: Option.getOrNull(claims)
        })
    )
  ),
  HttpRouter.add("GET", "/png", HttpServerResponse.uint8Array(png, { contentType: "image/png" })),
  HttpRouter.add(
    "GET",
    "/stream",
    HttpServerResponse.stream(Stream.make(new TextEncoder().encode("grü"), new TextEncoder().encode("ße")), {
      contentType: "text/plain; charset=utf-8"
    })
  ),
  HttpRouter.add(
    "GET",
    "/broken-stream",
    HttpServerResponse.stream(Stream.die(new Error("secret ada@example.test")), { contentType: "text/plain" })
  ),
  HttpRouter.add(
    "GET",
    "/cookies",
    HttpServerResponse.text("ok").pipe(
      HttpServerResponse.setCookieUnsafe("a", "1"),
      HttpServerResponse.setCookieUnsafe("b", "2, 3"),
      HttpServerResponse.setHeader("x-correlation-id", "overridden")
    )
  ),
  HttpRouter.add(
    "GET",
    "/late-header",
    Effect.as(
      HttpEffect.appendPreResponseHandler((_, response) =>
        Effect.succeed(HttpServerResponse.setHeader(response, "x-late", "yes"))
      ),
      HttpServerResponse.empty()
    )
  ),
  HttpRouter.add(
    "GET",
    "/defect",
    Effect.sync((): HttpServerResponse.HttpServerResponse => {
      throw new TypeError("cannot read ada@example.test", { cause: new RangeError("Ada Lovelace") })
    })
  ),
  HttpRouter.add("GET", "/dies-with-text", Effect.die("ada@example.test")),
  HttpRouter.add("GET", "/interrupts-itself", Effect.interrupt),
  HttpRouter.add("GET", "/never", Effect.never),
  HttpRouter.add("GET", "/stuck", Effect.uninterruptible(Effect.never), { uninterruptible: true }),
  HttpRouter.add("GET", "/gone", HttpServerResponse.empty({ status: 404 })),
  HttpRouter.add(
    "POST",
    "/media",
    HttpServerResponse.text("Unsupported content-type: x", {
      status: 415,
      headers: { "retry-after": "7", connection: "close" }
    })
  ),
  HttpRouter.add("GET", "/refused", HttpServerResponse.jsonUnsafe({ mine: true }, { status: 409 })),
  HttpRouter.add("GET", "/logs", Effect.as(Effect.logWarning("seen", { count: 1n }), HttpServerResponse.empty()))
)

const handler = HttpLambda.make(routes)
const call = (overrides: Parameters<typeof event>[0], remainingMillis?: number) =>
  handler(event(overrides), invocation(remainingMillis))

const json = (result: APIGatewayProxyResult) => JSON.parse(result.body)

const assertProblem = (result: APIGatewayProxyResult, status: number, code: string) => {
  assert.strictEqual(result.statusCode, status)
  assert.deepStrictEqual(result.multiValueHeaders?.["content-type"], ["application/problem+json"])
  assert.strictEqual(result.isBase64Encoded, false)
  const id = result.multiValueHeaders?.["X-Correlation-ID"]?.[0]
  const problem = json(result)
  assert.deepInclude(problem, { status, code, correlation_id: id, instance: `urn:serenya:request:${id}` })
  assert.strictEqual(problem.type, `https://serenya.health/problems/${code.toLowerCase().replaceAll("_", "-")}`)
  assert.sameMembers(Object.keys(problem), [
    "type",
    "title",
    "status",
    "detail",
    "instance",
    "code",
    "retryable",
    "correlation_id"
  ])
}

describe("HttpLambda", () => {
  it("answers a route with its text, status and headers", async () => {
    assert.deepStrictEqual(await call({ path: "/hello" }), {
      statusCode: 200,
      multiValueHeaders: { "content-type": ["text/plain"], "X-Correlation-ID": [requestId] },
      isBase64Encoded: false,
      body: "hello"
    })
  })

  it("decodes a path parameter once, whether the gateway left it encoded or not", async () => {
    assert.strictEqual(json(await call({ path: "/things/a%20b" })).id, "a b")
    assert.strictEqual(json(await call({ path: "/things/a b" })).id, "a b")
    assert.strictEqual(json(await call({ path: "/things/ä?x#y" })).id, "ä?x#y")
  })

  it("answers a malformed percent sequence without failing", async () => {
    const lines = await linesDuring(async () => {
      const result = await call({ path: "/things/%zz" })
      assert.isTrue(result.statusCode < 500)
    })
    assert.deepStrictEqual(lines, [])
  })

  it("hands the query over as it was before the gateway decoded it", async () => {
    const multiValueQueryStringParameters = { "a&b": ["1=2&3", "ü"], c: ["+ "], lone: ["\ud800"] }
    assert.deepStrictEqual(json(await call({ path: "/request", multiValueQueryStringParameters })).query, {
      "a&b": ["1=2&3", "ü"],
      c: "+ ",
      lone: "\ufffd"
    })
    assert.deepStrictEqual(json(await call({ path: "/request", queryStringParameters: { d: "4" } })).query, { d: "4" })
  })

  it("joins repeated request headers, cookies by semicolon", async () => {
    const seen = json(
      await call({
        path: "/request",
        multiValueHeaders: { Accept: ["text/html", "text/plain"], Cookie: ["a=1", "b=2"], accept: ["*/*"] }
      })
    )
    assert.deepStrictEqual(seen.headers, { accept: "text/html, text/plain, */*", cookie: "a=1; b=2" })
    assert.deepStrictEqual(seen.cookies, { a: "1", b: "2" })
  })

  it("takes single-value headers where the event has no others, and none where it has none", async () => {
    const bare = { ...event({ path: "/request" }) }
    Object.assign(bare, { headers: { "X-One": "1" }, multiValueHeaders: null })
    assert.deepStrictEqual(json(await handler(bare, invocation())).headers, { "x-one": "1" })
    Object.assign(bare, { headers: null, multiValueHeaders: undefined })
    assert.deepStrictEqual(json(await handler(bare, invocation())).headers, {})
  })

  it("tells the caller's address and the authorizer's claims", async () => {
    const requestContext = {
      ...event().requestContext,
      authorizer: { userId: "u-1", sessionId: "s-1", principalId: "u-1" }
    }
    const seen = json(await call({ path: "/request", requestContext }))
    assert.strictEqual(seen.address, "198.51.100.7")
    assert.deepStrictEqual(seen.claims, { userId: "u-1", sessionId: "s-1" })
    assert.isNull(json(await call({ path: "/request" })).claims)
    for (const authorizer of [
      { userId: "", sessionId: "s-1" },
      { userId: "u-1" },
      { userId: 7, sessionId: "s-1" },
      null
    ]) {
      const partial = { ...event().requestContext, authorizer }
      assert.isNull(
        json(
          await Reflect.apply(handler, undefined, [
            { ...event({ path: "/request" }), requestContext: partial },
            invocation()
          ])
        ).claims
      )
    }
  })

  it("reads plain and base64 bodies to the byte, and answers bytes as base64", async () => {
    const body = Buffer.from([0, 255, 1, 254])
    const request = { path: "/echo", httpMethod: "POST" }
    const binary = await call({ ...request, body: body.toString("base64"), isBase64Encoded: true })
    assert.isTrue(binary.isBase64Encoded)
    assert.deepStrictEqual(Buffer.from(binary.body, "base64"), body)
    assert.strictEqual(Buffer.from((await call({ ...request, body: "grüße" })).body, "base64").toString(), "grüße")
    assert.strictEqual((await call({ ...request, body: null })).body, "")
  })

  it("reads JSON and forms", async () => {
    const body = Buffer.from('{"a":"ü"}').toString("base64")
    const read = await call({ path: "/json", httpMethod: "POST", body, isBase64Encoded: true })
    assert.deepStrictEqual(json(read), { json: { a: "ü" } })
    const form = await call({ path: "/form", httpMethod: "POST", body: "a=1&b=x%20y" })
    assert.deepStrictEqual(json(form), { a: "1", b: "x y" })
  })

  it("refuses a body over the limit, counted after base64, and takes one at the limit", async () => {
    const small = HttpLambda.make(routes, { maxBodyBytes: 6 })
    const post = (body: Buffer) =>
      small(
        event({ path: "/echo", httpMethod: "POST", body: body.toString("base64"), isBase64Encoded: true }),
        invocation()
      )
    assert.strictEqual((await post(Buffer.alloc(6))).statusCode, 200)
    assertProblem(await post(Buffer.alloc(7)), 413, "PAYLOAD_TOO_LARGE")
    const text = event({ path: "/echo", httpMethod: "POST", body: "üüüü" })
    assertProblem(await small(text, invocation()), 413, "PAYLOAD_TOO_LARGE")
  })

  it("answers images as base64 and streamed text as text", async () => {
    const image = await call({ path: "/png" })
    assert.isTrue(image.isBase64Encoded)
    assert.deepStrictEqual(new Uint8Array(Buffer.from(image.body, "base64")), png)
    const streamed = await call({ path: "/stream" })
    assert.deepInclude(streamed, { statusCode: 200, isBase64Encoded: false, body: "grüße" })
  })

  it("keeps cookies apart and signs with its own correlation id only", async () => {
    const { multiValueHeaders } = await call({ path: "/cookies" })
    assert.deepStrictEqual(multiValueHeaders?.["set-cookie"], ["a=1", "b=2%2C%203"])
    assert.deepStrictEqual(multiValueHeaders?.["X-Correlation-ID"], [requestId])
    assert.notProperty(multiValueHeaders, "x-correlation-id")
  })

  it("honours what a handler appends before the response is sent", async () => {
    assert.deepStrictEqual((await call({ path: "/late-header" })).multiValueHeaders?.["x-late"], ["yes"])
  })

  it("answers HEAD with the headers of GET and no body", async () => {
    const result = await call({ path: "/hello", httpMethod: "HEAD" })
    assert.deepInclude(result, { statusCode: 200, body: "" })
    assert.deepStrictEqual(result.multiValueHeaders?.["content-length"], ["5"])
    assert.strictEqual((await call({ path: "/nowhere", httpMethod: "HEAD" })).body, "")
    await linesDuring(async () => {
      assert.deepInclude(await call({ path: "/never", httpMethod: "HEAD" }, 305), { statusCode: 504, body: "" })
    })
  })

  it("answers an unknown path with a 404 problem, quietly", async () => {
    const lines = await linesDuring(async () => assertProblem(await call({ path: "/nowhere" }), 404, "ROUTE_NOT_FOUND"))
    assert.deepStrictEqual(lines, [])
  })

  it("answers a known path and another method with 405 and the methods it takes", async () => {
    const result = await call({
      path: "/things/7",
      httpMethod: "DELETE",
      multiValueQueryStringParameters: { a: ["1"] }
    })
    assertProblem(result, 405, "METHOD_NOT_ALLOWED")
    assert.deepStrictEqual(result.multiValueHeaders?.["allow"], ["GET, PUT"])
  })

  it("gives an empty 404 of a route a body, and leaves a route's own JSON alone", async () => {
    assertProblem(await call({ path: "/gone" }), 404, "ROUTE_NOT_FOUND")
    assert.deepStrictEqual(json(await call({ path: "/refused" })), { mine: true })
  })

  it("replaces an error's text by a problem, and with it what described the text", async () => {
    const result = await call({ path: "/media", httpMethod: "POST" })
    assertProblem(result, 415, "UNSUPPORTED_MEDIA_TYPE")
    assert.sameMembers(Object.keys(result.multiValueHeaders ?? {}), [
      "content-type",
      "cache-control",
      "retry-after",
      "X-Correlation-ID"
    ])
  })

  it.each(["/defect", "/dies-with-text", "/broken-stream"])(
    "answers the defect of %s with a 500 problem and logs it once, without its message",
    async (path) => {
      const lines = await linesDuring(async () => assertProblem(await call({ path }), 500, "INTERNAL_ERROR"))
      assert.strictEqual(lines.length, 1)
      assert.deepInclude(lines[0], { level: "ERROR", function: "serenya-test", correlation_id: requestId })
      assert.notMatch(JSON.stringify(lines), /ada|lovelace/i)
    }
  )

  it("logs a defect of an HttpApi endpoint once, although effect reports it twice, and bad input never", async () => {
    const lines = await linesDuring(() => toy(event({ path: "/broken" }), invocation()))
    assert.deepStrictEqual(
      lines.map((line) => line["message"]),
      ["defect"]
    )
    const quiet = await linesDuring(async () => {
      assertProblem(
        await toy(event({ path: "/toys", httpMethod: "POST", body: "{" }), invocation()),
        400,
        "MALFORMED_REQUEST"
      )
    })
    assert.deepStrictEqual(quiet, [])
  })

  it("answers 503 for a route that was interrupted by other hands than Lambda's", async () => {
    assertProblem(await call({ path: "/interrupts-itself" }), 503, "SERVICE_UNAVAILABLE")
  })

  it("logs a defect's tag, frames and causes", async () => {
    const [line] = await linesDuring(() => call({ path: "/defect" }))
    const [failure] = Schema.decodeUnknownSync(
      Schema.Array(
        Schema.Struct({
          tag: Schema.String,
          stack: Schema.Array(Schema.String),
          cause: Schema.Struct({ tag: Schema.String })
        })
      )
    )(line?.["causes"])
    assert.strictEqual(failure?.tag, "TypeError")
    assert.match(failure?.stack[0] ?? "", /^at .*HttpLambda\.test\.ts/)
    assert.strictEqual(failure?.cause.tag, "RangeError")
  })

  it("logs one line of JSON with the function and the correlation id", async () => {
    const lines = await linesDuring(() => call({ path: "/logs" }))
    assert.strictEqual(lines.length, 1)
    assert.deepInclude(lines[0], { level: "WARN", function: "serenya-test", correlation_id: requestId })
  })

  it.each(["/never", "/stuck"])("answers 504 for %s when Lambda's time is nearly over", async (path) => {
    const lines = await linesDuring(async () => assertProblem(await call({ path }, 305), 504, "DEADLINE_EXCEEDED"))
    assert.deepInclude(lines[0], { message: "deadline exceeded", correlation_id: requestId })
  })

  it("takes the caller's correlation id, else the gateway's, else makes one", async () => {
    const idFor = async (header: string, gateway = requestId) => {
      const result = await call({
        path: "/request",
        headers: {},
        multiValueHeaders: { "x-CORRELATION-id": [header] },
        requestContext: { ...event().requestContext, requestId: gateway }
      })
      const id = result.multiValueHeaders?.["X-Correlation-ID"]?.[0]
      assert.strictEqual(json(result).id, id)
      return id
    }
    assert.strictEqual(await idFor("mine_and-only-01"), "mine_and-only-01")
    for (const bad of ["short", "x".repeat(65), "has space in it", "line\nbreak-long", ""]) {
      assert.strictEqual(await idFor(bad), requestId)
    }
    assert.match(String(await idFor("", "...")), /^[0-9a-f-]{36}$/)
  })
})

describe("HttpLambda over layers that fail", () => {
  const failingTimes = (times: number) => {
    let builds = 0
    return Layer.unwrap(
      Effect.suspend(() => {
        builds += 1
        return builds <= times ? Effect.fail("ada@example.test") : Effect.succeed(routes)
      })
    )
  }

  it("answers 500 for the failed build, says so once, and builds anew for the next request", async () => {
    const flaky = HttpLambda.make(failingTimes(1))
    const lines = await linesDuring(async () => {
      assertProblem(await flaky(event({ path: "/hello" }), invocation()), 500, "INTERNAL_ERROR")
      assert.strictEqual((await flaky(event({ path: "/hello" }), invocation())).statusCode, 200)
      assert.strictEqual((await flaky(event({ path: "/hello" }), invocation())).statusCode, 200)
    })
    assert.strictEqual(lines.length, 1)
    assert.deepInclude(lines[0], { message: "layer build failed", correlation_id: requestId })
    assert.notInclude(JSON.stringify(lines), "ada")
  })

  it("builds in the init phase, once for all requests", async () => {
    let builds = 0
    const counted = HttpLambda.make(
      Layer.unwrap(
        Effect.sync(() => {
          builds += 1
          return routes
        })
      )
    )
    assert.strictEqual(builds, 1)
    await Promise.all([1, 2, 3].map(() => counted(event({ path: "/hello" }), invocation())))
    assert.strictEqual(builds, 1)
  })

  it("gives up a build that hangs past the deadline, and builds anew", async () => {
    let builds = 0
    const hanging = HttpLambda.make(
      Layer.unwrap(
        Effect.suspend(() => {
          builds += 1
          return builds === 1 ? Effect.never : Effect.succeed(routes)
        })
      )
    )
    await linesDuring(async () => {
      assertProblem(await hanging(event({ path: "/hello" }), invocation(305)), 504, "DEADLINE_EXCEEDED")
    })
    assert.strictEqual((await hanging(event({ path: "/hello" }), invocation())).statusCode, 200)
  })
})

describe.skipIf(Corpus.isMissing)("HttpLambda with recorded events", () => {
  const proxied = HttpLambda.make(
    HttpRouter.add("POST", "/hello/world", (request) =>
      Effect.orDie(Effect.map(request.text, (text) => HttpServerResponse.text(`${request.url} ${text}`)))
    )
  )

  it.each(["apigw-request.json", "apigw-restapi-openapi-request.json"])("serves %s", async (name) => {
    const recorded: unknown = Corpus.named(name)
    const result = await Reflect.apply(proxied, undefined, [recorded, invocation()])
    assert.deepInclude(result, { statusCode: 200, body: '/hello/world?name=me {\r\n\t"a": 1\r\n}' })
  })

  it.each(Corpus.events)("answers %s with a problem or a response", async (_, recorded) => {
    const result: APIGatewayProxyResult = await Reflect.apply(proxied, undefined, [recorded, invocation()])
    assert.isTrue([200, 400, 404, 405].includes(result.statusCode), `status ${result.statusCode}`)
    assert.isString(result.multiValueHeaders?.["X-Correlation-ID"]?.[0])
  })

  it.each([[null], [undefined], [7], ["text"], [{ httpMethod: "GET", path: "/x", requestContext: "?", headers: 3 }]])(
    "answers the malformed event %j",
    async (malformed) => {
      const result: APIGatewayProxyResult = await Reflect.apply(proxied, undefined, [malformed, invocation()])
      assert.isTrue([400, 404].includes(result.statusCode))
    }
  )
})
