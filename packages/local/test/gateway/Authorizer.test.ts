import { assert, it } from "@effect/vitest"
import type * as AuthorizerLambda from "@serenya/handlers/lambda/AuthorizerLambda"
import { Duration, Effect } from "effect"
import { TestClock } from "effect/testing"
import * as Authorizer from "../../src/gateway/Authorizer.ts"
import type { Incoming } from "../../src/gateway/Http.ts"

const request = (token: string | undefined, path = "/api/v1/user/profile"): Incoming => ({
  method: "GET",
  url: new URL(`http://127.0.0.1${path}`),
  headers: [],
  header: (name) => (name === "authorization" ? token : undefined),
  remoteAddress: "127.0.0.1",
  body: () => Effect.succeed(new Uint8Array())
})

/** Allows `resource` to everybody except "bad" (refused) and "down" (undecided), and counts who asked. */
const authorizer = (
  resource = "arn:aws:execute-api:eu-west-1:000000000000:local/local/*",
  effect: "Allow" | "Deny" = "Allow"
) => {
  const asked: Array<string> = []
  const handler: AuthorizerLambda.Handler = (event) => {
    const token = String(Reflect.get(Object(event), "authorizationToken"))
    asked.push(token)
    if (token === "bad") return Promise.reject(new Error("Unauthorized"))
    if (token === "down") return Promise.reject(new Error("The authorizer could not decide"))
    return Promise.resolve({
      principalId: token,
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: effect, Resource: resource }]
      },
      context: { userId: token }
    })
  }
  return { asked, authorize: Authorizer.make(handler, Duration.minutes(5)) }
}

it.effect("asks once per token and five minutes, whichever method is called next", () =>
  Effect.gen(function* () {
    const { asked, authorize } = authorizer()
    for (const path of ["/a", "/b"]) assert.strictEqual((yield* authorize(request("one", path)))._tag, "Allowed")
    assert.deepStrictEqual(yield* authorize(request("two")), {
      _tag: "Allowed",
      context: { principalId: "two", userId: "two" }
    })
    assert.deepStrictEqual(asked, ["one", "two"])
    yield* TestClock.adjust("299 seconds")
    yield* authorize(request("one"))
    assert.strictEqual(asked.length, 2)
    yield* TestClock.adjust("1 second")
    yield* authorize(request("one"))
    assert.deepStrictEqual(asked, ["one", "two", "one"])
  })
)

it.effect("keeps no refusal and no failure, and asks nobody about a missing token", () =>
  Effect.gen(function* () {
    const { asked, authorize } = authorizer()
    for (const expected of ["Unauthorized", "Unauthorized"])
      assert.strictEqual((yield* authorize(request("bad")))._tag, expected)
    for (const expected of ["Failed", "Failed"]) assert.strictEqual((yield* authorize(request("down")))._tag, expected)
    for (const token of [undefined, ""]) assert.strictEqual((yield* authorize(request(token)))._tag, "Unauthorized")
    assert.deepStrictEqual(asked, ["bad", "bad", "down", "down"])
  })
)

it.effect("forbids what the policy denies or does not name", () =>
  Effect.gen(function* () {
    const elsewhere = authorizer("arn:aws:execute-api:eu-west-1:000000000000:local/local/GET/other")
    const denied = authorizer(undefined, "Deny")
    for (const { authorize } of [elsewhere, denied])
      assert.strictEqual((yield* authorize(request("one")))._tag, "Forbidden")
  })
)
