import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Option, Schema, Stream } from "effect"
import { AuditEventText } from "../src/audit/AuditEvent.ts"
import { dayOf, keyOf } from "../src/audit/AuditKey.ts"
import { AuditTrail } from "../src/audit/AuditTrail.ts"
import * as AuditFixtures from "./AuditFixtures.ts"
import * as Fixtures from "./Fixtures.ts"

const decodeText = Schema.decodeUnknownEffect(AuditEventText)

let days = 0
/** A day of which no other law writes. */
const freshDay = Effect.sync(() => DateTime.add(Fixtures.at, { days: ++days }))

/** Every `AuditTrail` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<AuditTrail, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`AuditTrail laws: ${name}`, (it) => {
    it.effect("gives back what it was told, a change, a refusal and an act, under their keys", () =>
      Effect.gen(function* () {
        const trail = yield* AuditTrail
        for (const event of [yield* AuditFixtures.change(), yield* AuditFixtures.refusal, yield* AuditFixtures.act()]) {
          yield* trail.append(event)
          const text = yield* trail.read(keyOf(event))
          assertEquals(yield* decodeText(Option.getOrThrow(text)), event)
        }
      })
    )

    it.effect("knows nothing of what it was never told", () =>
      Effect.gen(function* () {
        const trail = yield* AuditTrail
        assertEquals(yield* trail.read(keyOf(yield* AuditFixtures.change())), Option.none())
        assertEquals(yield* trail.list(dayOf(yield* freshDay)), [])
      })
    )

    it.effect("keeps one, the first, however often and however differently it comes, also at once", () =>
      Effect.gen(function* () {
        const trail = yield* AuditTrail
        const at = yield* freshDay
        const first = yield* AuditFixtures.change({ at })
        assertEquals(yield* trail.append(first), true)
        const again = [first, first, { ...first, fields: [] }].map((event) => trail.append(event))
        assertEquals(yield* Effect.all(again, { concurrency: "unbounded" }), [false, false, false])
        assertEquals(yield* trail.list(dayOf(at)), [keyOf(first)])
        assertEquals(yield* decodeText(Option.getOrThrow(yield* trail.read(keyOf(first)))), first)
      })
    )

    it.effect("says of one event that comes twice at once that it is new once", () =>
      Effect.gen(function* () {
        const trail = yield* AuditTrail
        const event = yield* AuditFixtures.change({ at: yield* freshDay })
        const told = yield* Effect.all([trail.append(event), trail.append(event)], { concurrency: "unbounded" })
        assertEquals(told.filter((isNew) => isNew).length, 1)
      })
    )

    it.effect("lists a day by itself, in the order of its keys, and finds all of it among the names", () =>
      Effect.gen(function* () {
        const trail = yield* AuditTrail
        const at = yield* freshDay
        const events = yield* Effect.replicateEffect(AuditFixtures.change({ at }), 5)
        const others = [yield* AuditFixtures.change({ at: yield* freshDay })]
        yield* Effect.forEach([...events.toReversed(), ...others], trail.append, { concurrency: "unbounded" })
        const keys = events.map(keyOf).toSorted()
        assertEquals(yield* trail.list(dayOf(at)), keys)
        const names = yield* Stream.runCollect(trail.names)
        assertEquals(
          [...names].filter((name) => keys.some((key) => key === name)),
          keys
        )
      })
    )
  })
