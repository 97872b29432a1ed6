import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { type StrandedChange, StrandedChanges } from "../src/audit/StrandedChanges.ts"
import * as AuditFixtures from "./AuditFixtures.ts"
import * as Fixtures from "./Fixtures.ts"

const stranded = Effect.map(AuditFixtures.eventId, (id): StrandedChange => ({
  id,
  at: Fixtures.at,
  keys: { partition: `USER#${id}`, sort: "PROFILE" },
  reason: "does_not_fit"
}))

/** Every `StrandedChanges` obeys these; `waiting` is what an operator would find. */
export const suite = <R, E, E2>(
  name: string,
  layer: Layer.Layer<StrandedChanges | R, E>,
  waiting: Effect.Effect<ReadonlyArray<StrandedChange>, E2, R>
) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`StrandedChanges laws: ${name}`, (it) => {
    it.effect("keeps what was put aside for whoever looks, whole", () =>
      Effect.gen(function* () {
        const { put } = yield* StrandedChanges
        const changes = yield* Effect.replicateEffect(stranded, 3)
        yield* Effect.forEach(changes, put)
        const found = yield* waiting
        for (const change of changes)
          assertEquals(
            found.filter(({ id }) => id === change.id),
            [change]
          )
      })
    )
  })
