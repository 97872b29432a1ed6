import { assert, describe, it } from "@effect/vitest"
import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as Moto from "@serenya/adapters-aws/testing/Moto"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { Effect, Layer, Option, Stream } from "effect"
import * as Provision from "../../src/stack/Provision.ts"
import * as Settings from "../../src/stack/Settings.ts"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

/** What the stack wrote into the audit trail at the endpoint. */
const trailIn = (endpoint: string) =>
  Effect.flatMap(AuditTrail, ({ names }) => Stream.runCollect(names)).pipe(
    Effect.provide(
      S3AuditTrail.layer.pipe(
        Layer.provide(S3.layer),
        Layer.provide(Settings.provider({ ...Moto.credentials, ...Provision.names, AWS_ENDPOINT_URL: endpoint }))
      )
    )
  )

describe.skipIf(Moto.isMissing)("the stack at an AWS-compatible endpoint", () => {
  it.live(
    "makes what is missing, hears of uploads by looking, and finds everything again at the next start",
    () =>
      Effect.gen(function* () {
        const address = yield* Moto.endpoint
        const endpoint = Option.some(address)
        const before = yield* Effect.scoped(
          Effect.gen(function* () {
            const { url } = yield* LocalStack.start({ endpoint, settings: Moto.credentials })
            const { answer, token } = yield* Person.onboard(url, "jane")
            assert.strictEqual(answer.status, 201, answer.text)
            const { jobId, posted } = yield* Person.upload(url, token, TinyPdf.report)
            assert.strictEqual(posted.status, 204, posted.text)
            const status = yield* Person.ended(url, token, jobId)
            assert.strictEqual(status.body.status, "completed", status.text)
            yield* trailIn(address).pipe(
              Effect.delay("100 millis"),
              Effect.repeat({ until: (names) => names.some((name) => name.includes("/user-registration-")) }),
              Effect.timeout("20 seconds")
            )
            return { token, jobId }
          })
        )
        const { url } = yield* LocalStack.start({ endpoint, settings: Moto.credentials })
        const result = yield* Person.result(url, before.token, before.jobId)
        assert.deepStrictEqual([result.status, result.body.lab_results.length], [200, 3])
        assert.strictEqual((yield* Person.call(`${url}/_objects`, { method: "POST" })).status, 404)
      }),
    60_000
  )
})

it.live("names the variables that are missing", () =>
  Effect.gen(function* () {
    const missing = yield* Effect.flip(
      LocalStack.start({ endpoint: Option.some("http://127.0.0.1:1"), settings: { AWS_REGION: "eu-west-1" } })
    )
    assert.include(missing.message, "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY")
  })
)
