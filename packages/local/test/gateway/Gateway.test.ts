import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import * as ApiSite from "../../src/gateway/ApiSite.ts"
import * as Http from "../../src/gateway/Http.ts"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"

class Url extends Context.Service<Url, string>()("@serenya/local/test/gateway/Gateway.test/Url") {}

const stack = Layer.effect(
  Url,
  Effect.map(LocalStack.start(), ({ url }) => url)
)

layer(stack, { excludeTestServices: true })("gateway", (it) => {
  it.effect("answers 401 problems without a credential, with a bad one and with a forged one", () =>
    Effect.gen(function* () {
      const url = yield* Url
      const { token } = yield* Person.onboard(url, "omar")
      const [head, payload] = token.split(".")
      const credentials = [undefined, "Bearer nonsense", "Basic YTpi", `Bearer ${head}.${payload}.AAAA`]
      for (const authorization of credentials) {
        const init = authorization === undefined ? {} : { headers: { authorization } }
        const { body, headers, status } = yield* Person.call(`${url}/api/v1/user/profile`, init)
        assert.deepStrictEqual(
          [status, body.code, headers.get("content-type")],
          [401, "UNAUTHENTICATED", "application/problem+json"]
        )
        assert.strictEqual(headers.get("www-authenticate"), "Bearer")
        assert.strictEqual(headers.get("x-correlation-id"), body.correlation_id)
      }
    })
  )

  it.effect("answers in the caller's correlation id where it is well-formed, else in its own", () =>
    Effect.gen(function* () {
      const url = yield* Url
      for (const [sent, isKept] of [
        ["my-request-1", true],
        ["short", false],
        ["not allowed <script>", false]
      ] as const) {
        for (const path of ["/api/v1/health", "/api/v1/user/profile", "/nowhere"]) {
          const { headers } = yield* Person.call(`${url}${path}`, { headers: { "x-correlation-id": sent } })
          assert.strictEqual(headers.get("x-correlation-id") === sent, isKept, path)
        }
      }
    })
  )

  it.effect("knows no path beyond the API's, and says which methods a path has", () =>
    Effect.gen(function* () {
      const url = yield* Url
      for (const path of ["/nowhere", "/api/v1", "/api/v1/health/", "/api/v2/health", "/console/../../package.json"]) {
        const { body, status } = yield* Person.call(`${url}${path}`)
        assert.deepStrictEqual([status, body?.code], [404, "ROUTE_NOT_FOUND"], path)
      }
      const misused = yield* Person.call(`${url}/api/v1/health`, { method: "PUT" })
      assert.deepStrictEqual([misused.status, misused.headers.get("allow")], [405, "GET, HEAD, OPTIONS"])
      const options = yield* Person.call(`${url}/api/v1/auth/logout`, { method: "OPTIONS" })
      assert.deepStrictEqual(
        [options.status, options.headers.get("allow"), options.headers.get("access-control-allow-origin")],
        [204, "POST, OPTIONS", null]
      )
      const head = yield* Person.call(`${url}/api/v1/health`, { method: "HEAD" })
      assert.deepStrictEqual([head.status, head.text], [200, ""])
    })
  )

  it.effect("refuses more than 10 MB with 413, and takes as much as that to the function's own limit", () =>
    Effect.gen(function* () {
      const url = yield* Url
      for (const size of [10_000_001, 10_000_000]) {
        const { body, status } = yield* Person.call(`${url}/api/v1/auth/refresh`, {
          method: "POST",
          body: new Uint8Array(size)
        })
        assert.deepStrictEqual([status, body.code], [413, "PAYLOAD_TOO_LARGE"])
      }
    })
  )

  it.effect("serves its pages and its promise", () =>
    Effect.gen(function* () {
      const url = yield* Url
      for (const path of ["/", "/console", "/docs"])
        assert.match((yield* Person.call(`${url}${path}`)).text, /<html/i, path)
      const { body } = yield* Person.call(`${url}/openapi.json`)
      assert.include(Object.keys(body.paths), "/api/v1/process/upload")
    })
  )

  it.effect("names its sample people and signs nobody else in", () =>
    Effect.gen(function* () {
      const url = yield* Url
      const people = yield* Person.call(`${url}/_oidc/people`)
      assert.deepStrictEqual(
        people.body.map(({ email }: { email: string }) => email),
        ["jane@example.test", "omar@example.test", "mei@example.test"]
      )
      for (const body of [{ provider: "google", person: "nobody" }, { provider: "facebook", person: "jane" }, {}]) {
        assert.strictEqual((yield* Person.send("POST", `${url}/_oidc/token`, body)).status, 400)
      }
      const claim = yield* Person.claim(url, "jane")
      const replayed = yield* Person.send("POST", `${url}/api/v1/auth/oauth-signin`, { ...claim, nonce: "another" })
      assert.deepStrictEqual([replayed.status, replayed.body.code], [401, "INVALID_IDENTITY_TOKEN"])
    })
  )
})

layer(Layer.empty, { excludeTestServices: true })("gateway limits", (it) => {
  it.effect("gives up on a function after the integration limit", () =>
    Effect.gen(function* () {
      const never = () => new Promise<never>(() => undefined)
      const endpoints = {
        auth: never,
        upload: never,
        status: never,
        result: never,
        cleanup: never,
        "doctor-report": never,
        "user-profile": never,
        subscriptions: never,
        "chat-prompts": never,
        "chat-messages": never,
        "chat-status": never
      }
      const { serve, url } = yield* Http.listen(0)
      yield* serve(
        ApiSite.make({ authorizer: never, endpoints }, { ...ApiSite.defaultLimits, integration: "30 millis" })
      )
      const { body, status } = yield* Person.call(`${url}/api/v1/health`)
      assert.deepStrictEqual([status, body.code], [504, "DEADLINE_EXCEEDED"])
    })
  )

  it.effect("says that a port is taken", () =>
    Effect.gen(function* () {
      const { url } = yield* Http.listen(0)
      const port = Number(new URL(url).port)
      const refusal = yield* Effect.flip(Http.listen(port))
      assert.deepStrictEqual([refusal._tag, refusal.port], ["PortTaken", port])
    })
  )
})
