import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { OperatorIdentity } from "@serenya/domain/operators/OperatorIdentity"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import * as OperatorIdentityLaws from "@serenya/domain/testing/OperatorIdentityLaws"
import { Effect, Layer } from "effect"
import { Sts } from "../../src/operators/Sts.ts"
import * as StsOperatorIdentity from "../../src/operators/StsOperatorIdentity.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

const arn = "arn:aws:sts::123456789012:assumed-role/Operator/grace"

const known: ScriptedServer.Answer = {
  status: 200,
  headers: { "content-type": "text/xml" },
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>AROA:grace</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
}

const identity = (script: Parameters<typeof ScriptedServer.start>[0]) =>
  Layer.unwrap(
    Effect.map(ScriptedServer.start(script), ({ url }) =>
      StsOperatorIdentity.layer.pipe(Layer.provide(Sts.layer), Layer.provide(config(url)))
    )
  )

const current = Effect.flatMap(OperatorIdentity, ({ current }) => current)

OperatorIdentityLaws.suite(
  "STS",
  identity(() => known)
)

describe("StsOperatorIdentity", () => {
  it.live("is the ARN that AWS knows the credentials by, also when its first answer is lost", () =>
    Effect.gen(function* () {
      assertEquals<string>(yield* current, arn)
    }).pipe(Effect.provide(identity((_, nth) => (nth === 1 ? "lost" : known))))
  )

  it.live("is unavailable where AWS knows nobody by them, at once", () =>
    Effect.gen(function* () {
      const refused = yield* Effect.flip(current)
      assert.instanceOf(refused, Unavailable)
      assertEquals([refused.resource, refused.retryable], ["identity_provider", false])
    }).pipe(
      Effect.provide(
        identity(() => ({
          status: 403,
          headers: { "content-type": "text/xml" },
          body: "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>no</Message></Error></ErrorResponse>"
        }))
      )
    )
  )
})
