import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Option } from "effect"
import { ErasureLedger } from "../src/privacy/ErasureLedger.ts"
import * as Fixtures from "./Fixtures.ts"
import * as JobFixtures from "./JobFixtures.ts"

/** Every `ErasureLedger` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<ErasureLedger, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`ErasureLedger laws: ${name}`, (it) => {
    const someone = JobFixtures.owner

    it.effect("knows nobody who was never recorded", () =>
      Effect.gen(function* () {
        const ledger = yield* ErasureLedger
        const [recorded, other] = [yield* someone, yield* someone]
        yield* ledger.record(recorded, Fixtures.at)
        assertEquals(yield* ledger.find(other), Option.none())
      })
    )

    it.effect("finds whom it recorded at once, with the moment to the millisecond", () =>
      Effect.gen(function* () {
        const ledger = yield* ErasureLedger
        const userId = yield* someone
        const entry = yield* ledger.record(userId, Fixtures.at)
        assertEquals(entry.requestedAt, Fixtures.at)
        assertEquals(yield* ledger.find(userId), Option.some(entry))
      })
    )

    it.effect("keeps the first entry, however often the person is recorded", () =>
      Effect.gen(function* () {
        const ledger = yield* ErasureLedger
        const userId = yield* someone
        const first = yield* ledger.record(userId, Fixtures.at)
        assertEquals(yield* ledger.record(userId, DateTime.add(Fixtures.at, { hours: 1 })), first)
        assertEquals(yield* ledger.find(userId), Option.some(first))
      })
    )

    it.effect("gives each person a reference of their own that does not tell who they are", () =>
      Effect.gen(function* () {
        const ledger = yield* ErasureLedger
        const people = yield* Effect.replicateEffect(someone, 5)
        const entries = yield* Effect.forEach(people, (userId) => ledger.record(userId, Fixtures.at))
        assertEquals(new Set(entries.map(({ reference }) => reference)).size, 5)
        for (const [i, { reference }] of entries.entries()) {
          assertFalse(reference.includes((people[i] ?? "").replaceAll("-", "").slice(-12)))
        }
      })
    )
  })
