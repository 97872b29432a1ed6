import { assert, layer as withLayer, type Vitest } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { FetchHttpClient, type HttpClient } from "effect/http"
import * as Play from "../../src/Play.ts"
import type { Scenario } from "../../src/Scenario.ts"
import { scenarios } from "../../src/Scenarios.ts"
import { type Ability, lack } from "../../src/target/Target.ts"

/** The service that a suite plays on, started once for all of it. */
export class Playing extends Context.Service<Playing, Play.Playground>()(
  "@serenya/scenarios/test/support/Suite/Playing"
) {}

/** Each as a test of its own. What needs an ability that is `lacking` is skipped, and said so; it must really lack. */
export const register = (
  it: Vitest.MethodsNonLive<Playing | HttpClient.HttpClient>,
  scenarios: ReadonlyArray<Scenario>,
  lacking: ReadonlyArray<Ability> = []
) => {
  for (const scenario of scenarios) {
    const { name, needs, story } = scenario
    const missing = needs.filter((need) => lacking.includes(need))
    if (missing.length > 0) console.warn(`Skipped: ${name}: ${missing.map((need) => lack[need]).join("; ")}`)
    it.effect(`${missing.length > 0 ? "(lacks what it needs) " : ""}${name}: ${story}`, () =>
      Effect.gen(function* () {
        const played = Play.play(scenario, yield* Playing)
        if (missing.length > 0) return assert.isUndefined(played, `${name} can be played: strike out what it lacks`)
        yield* played ?? Effect.sync(() => assert.fail(`${name} was not played`))
      })
    )
  }
}

export const suite = <E>(name: string, playing: Layer.Layer<Playing, E>) =>
  withLayer(Layer.merge(playing, FetchHttpClient.layer), { excludeTestServices: true, timeout: "120 seconds" })(
    `scenarios ${name}`,
    (it) => register(it, scenarios)
  )
