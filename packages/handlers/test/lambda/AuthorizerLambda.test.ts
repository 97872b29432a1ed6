import { assert, describe, it } from "@effect/vitest"
import { Cause, Data, Effect, Layer, Redacted } from "effect"
import * as AuthorizerLambda from "../../src/lambda/AuthorizerLambda.ts"
import * as Corpus from "./support/Corpus.ts"
import { invocation } from "./support/Lambda.ts"
import { linesDuring } from "./support/Stdout.ts"

class Refused extends Data.TaggedError("Refused") {}
class Unavailable extends Data.TaggedError("Unavailable") {}

const stage = "arn:aws:execute-api:eu-west-1:123456789012:abc123/prod"
const methodArn = `${stage}/GET/api/v1/user/profile`

/** Takes the token "good" only; notes every token it was asked about. */
const authorizer = (
  verdict: Effect.Effect<never, Refused | Unavailable> = Effect.fail(new Refused()),
  layer: Layer.Layer<never, string> = Layer.empty
) => {
  const asked: Array<string> = []
  const handler = AuthorizerLambda.make({
    layer,
    verify: (token) => {
      asked.push(Redacted.value(token))
      return Redacted.value(token) === "good" ? Effect.succeed({ userId: "u-1", sessionId: "s-1" }) : verdict
    },
    isRefusal: (error: Refused | Unavailable) => error._tag === "Refused"
  })
  return { asked, handler }
}

const token = (authorizationToken: unknown) => ({ type: "TOKEN", methodArn, authorizationToken })
const request = (headers: unknown, multiValueHeaders?: unknown) => ({
  type: "REQUEST",
  methodArn,
  headers,
  multiValueHeaders
})

const messageOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => assert.fail("it did not reject"),
    (error: unknown) => (error instanceof Error ? error.message : "?")
  )

describe("AuthorizerLambda", () => {
  it("allows all methods of the stage to whom the token belongs", async () => {
    assert.deepStrictEqual(await authorizer().handler(token("Bearer good"), invocation()), {
      principalId: "u-1",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: `${stage}/*` }]
      },
      context: { userId: "u-1", sessionId: "s-1" }
    })
  })

  it.each([
    ["a TOKEN event", token("bEaReR  good")],
    ["headers of any case", request({ AUTHORIZATION: "bearer good" })],
    ["multi-value headers", request({ authorization: "Bearer good" }, { authorization: ["Bearer good"] })]
  ])("reads the token from %s", async (_, event) => {
    assert.strictEqual((await authorizer().handler(event, invocation())).principalId, "u-1")
  })

  it.each([
    ["no header", request({})],
    ["null headers", request(null, null)],
    ["no token", token("Bearer")],
    ["an empty token", token("Bearer ")],
    ["no scheme", token("good")],
    ["another scheme", token("Basic good")],
    ["two tokens in one value", token("Bearer good good")],
    ["two values", request({}, { Authorization: ["Bearer good", "Bearer good"] })],
    ["two spellings", request({ Authorization: "Bearer good", authorization: "Bearer good" })],
    ["joined values", token("Bearer good, Bearer good")],
    ["a token over 8 KiB", token(`Bearer ${"a".repeat(8 * 1024)}`)],
    ["a line break", token("Bearer good\n")],
    ["a number", token(7)]
  ])("refuses %s without asking", async (_, event) => {
    const { asked, handler } = authorizer()
    assert.strictEqual(await messageOf(handler(event, invocation())), "Unauthorized")
    assert.deepStrictEqual(asked, [])
  })

  it("says exactly Unauthorized for a refusal, and never logs the token", async () => {
    const lines = await linesDuring(async () => {
      assert.strictEqual(await messageOf(authorizer().handler(token("Bearer bad-token"), invocation())), "Unauthorized")
    })
    assert.deepInclude(lines[0], { level: "INFO", message: "credential refused" })
    assert.notInclude(JSON.stringify(lines), "bad-token")
  })

  const both = Cause.fromReasons<Refused | Unavailable>([
    Cause.makeFailReason(new Refused()),
    Cause.makeFailReason(new Unavailable())
  ])
  const verdicts: ReadonlyArray<readonly [string, Effect.Effect<never, Refused | Unavailable>]> = [
    ["an outage", Effect.fail(new Unavailable())],
    ["a defect", Effect.die(new Error("ada@example.test"))],
    ["an outage beside a refusal", Effect.failCause(both)],
    ["a deadline", Effect.never]
  ]
  it.each(verdicts)("does not call %s unauthorized", async (name, verdict) => {
    const { handler } = authorizer(verdict)
    const lines = await linesDuring(async () => {
      const message = await messageOf(handler(token("Bearer bad"), invocation(name === "a deadline" ? 305 : 30_000)))
      assert.strictEqual(message, "The authorizer could not decide")
    })
    assert.strictEqual(lines.length, 1)
    assert.notInclude(JSON.stringify(lines), "ada")
  })

  it("does not call a failed layer build unauthorized, and recovers", async () => {
    let builds = 0
    const layer = Layer.effectDiscard(
      Effect.suspend(() => {
        builds += 1
        return builds === 1 ? Effect.fail("no keys") : Effect.void
      })
    )
    const { handler } = authorizer(undefined, layer)
    await linesDuring(async () => {
      assert.strictEqual(
        await messageOf(handler(token("Bearer good"), invocation())),
        "The authorizer could not decide"
      )
    })
    assert.strictEqual((await handler(token("Bearer good"), invocation())).principalId, "u-1")
  })

  it.each(["*", "arn:aws:s3:::bucket/prod/x", stage, 7, undefined])(
    "gives no policy for the method ARN %s",
    async (arn) => {
      const event = { ...token("Bearer good"), methodArn: arn }
      assert.strictEqual(await messageOf(authorizer().handler(event, invocation())), "The authorizer could not decide")
    }
  )
})

describe.skipIf(Corpus.isMissing)("AuthorizerLambda with recorded events", () => {
  it("refuses the recorded TOKEN event, whose token has no scheme, and takes it with one", async () => {
    const recorded = Corpus.named("apigw-custom-auth-request.json")
    assert.strictEqual(await messageOf(authorizer().handler(recorded, invocation())), "Unauthorized")
    const event = { ...Object(recorded), authorizationToken: "Bearer good" }
    const { policyDocument } = await authorizer().handler(event, invocation())
    assert.include(JSON.stringify(policyDocument), '"arn:aws:execute-api:us-west-2:123456789012:ymy8tbxw7b/*/*"')
  })

  it("refuses the recorded REQUEST event, which has no token, and takes it with one", async () => {
    const recorded = Corpus.named("apigw-custom-auth-request-type-request.json")
    assert.strictEqual(await messageOf(authorizer().handler(recorded, invocation())), "Unauthorized")
    const event = { ...Object(recorded), multiValueHeaders: { Authorization: ["Bearer good"] } }
    const { policyDocument } = await authorizer().handler(event, invocation())
    assert.include(JSON.stringify(policyDocument), '"arn:aws:execute-api:us-east-1:123456789012:s4x3opwd6i/test/*"')
  })

  it.each([...Corpus.events, ["null", null] as const, ["text", "text"] as const])(
    "allows nothing for %s",
    async (_, recorded) => {
      const { asked, handler } = authorizer()
      assert.match(await messageOf(handler(recorded, invocation())), /^Unauthorized$|could not decide$/)
      assert.deepStrictEqual(asked, [])
    }
  )
})
