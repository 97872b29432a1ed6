import { assert, layer as withLayer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { FetchHttpClient } from "effect/http"
import type { Playground } from "../../src/Play.ts"
import * as Play from "../../src/Play.ts"
import { scenarios } from "../../src/Scenarios.ts"

/** The service that a suite plays on, started once for all of it. */
export class Playing extends Context.Service<Playing, Playground>()("@serenya/scenarios/test/support/Suite/Playing") {}

/** Every scenario, each as a test of its own; none may be skipped here. */
export const suite = <E>(name: string, playing: Layer.Layer<Playing, E>) =>
  withLayer(Layer.merge(playing, FetchHttpClient.layer), { excludeTestServices: true, timeout: "120 seconds" })(
    `scenarios ${name}`,
    (it) => {
      for (const scenario of scenarios) {
        it.effect(`${scenario.name}: ${scenario.story}`, () =>
          Effect.gen(function* () {
            const played = Play.play(scenario, yield* Playing)
            yield* played ?? Effect.sync(() => assert.fail(`${scenario.name} was not played`))
          })
        )
      }
    }
  )
