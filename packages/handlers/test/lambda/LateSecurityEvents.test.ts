import { assert, it } from "@effect/vitest"
import { SecurityEvents } from "@serenya/domain/audit/SecurityEvents"
import type { Refused } from "@serenya/domain/audit/SecurityRules"
import { Config, Effect, Layer } from "effect"
import * as LateSecurityEvents from "../../src/lambda/LateSecurityEvents.ts"

const refused: Refused = { fact: "access-token-refused", reason: "bad_signature" }

it.effect("loads its part at the first refusal, once, and hands it every one", () =>
  Effect.gen(function* () {
    const told: Array<Refused> = []
    let loads = 0
    const part = {
      layer: Layer.succeed(SecurityEvents, { record: (refused) => Effect.sync(() => void told.push(refused)) })
    }
    const late = LateSecurityEvents.layer(async () => {
      loads += 1
      return part
    })
    yield* Effect.gen(function* () {
      const { record } = yield* SecurityEvents
      assert.strictEqual(loads, 0)
      yield* record(refused)
      yield* record(refused)
    }).pipe(Effect.provide(late))
    assert.deepStrictEqual([loads, told], [1, [refused, refused]])
  })
)

it.effect("refuses as well where its part cannot be loaded or built, and tries again with the next", () =>
  Effect.gen(function* () {
    let loads = 0
    const unconfigured = Layer.effect(
      SecurityEvents,
      Effect.map(Config.NonEmptyString("NO_SUCH_BUCKET"), () => ({ record: () => Effect.void }))
    )
    const late = LateSecurityEvents.layer(async () => {
      loads += 1
      if (loads === 1) throw new Error("no such file")
      return { layer: unconfigured }
    })
    yield* Effect.gen(function* () {
      const { record } = yield* SecurityEvents
      yield* record(refused)
      yield* record(refused)
      yield* record(refused)
    }).pipe(Effect.provide(late))
    assert.strictEqual(loads, 3)
  })
)
