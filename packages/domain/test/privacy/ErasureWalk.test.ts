import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Layer, Option, Stream } from "effect"
import { ErasureLedger } from "../../src/privacy/ErasureLedger.ts"
import { Erasures } from "../../src/privacy/Erasures.ts"
import * as ErasureWalk from "../../src/privacy/ErasureWalk.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import { Tombstones } from "../../src/users/Tombstones.ts"
import { UserDirectory } from "../../src/users/UserDirectory.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"

const down = new Unavailable({ resource: "storage", operation: "test", retryable: true, cause: new Error("down") })

const world = Erasures.layer.pipe(Layer.provideMerge(MemoryPorts.layer))

const whole = { isDryRun: false, until: Option.none() }

const inserted = Effect.fnUntraced(function* (fields: Fixtures.UserFields = {}) {
  const user = yield* Fixtures.userWith(fields)
  yield* (yield* UserStore).insert(user)
  return user
})

const tombstoned = inserted({ status: "deleted" })

it.effect("replay erases whom the ledger names, whatever their status, and nobody whom it does not", () =>
  Effect.gen(function* () {
    const ledger = yield* ErasureLedger
    const store = yield* UserStore
    const [alive, unfinished, named] = [yield* inserted(), yield* tombstoned, yield* inserted()]
    yield* ledger.record(named.id, Fixtures.at)
    const summary = yield* ErasureWalk.replay(whole)
    assertEquals(summary, { examined: 3, due: 1, erased: 1, failed: [] })
    assertEquals(yield* store.find(named.id), Option.none())
    assertEquals(yield* store.find(alive.id), Option.some(alive))
    assertEquals(yield* store.find(unfinished.id), Option.some(unfinished))
  }).pipe(Effect.provide(world))
)

it.effect("resume looks at whoever bears a tombstone, and at nobody else", () =>
  Effect.gen(function* () {
    const store = yield* UserStore
    const [alive, unfinished] = [yield* inserted(), yield* tombstoned, yield* inserted({ status: "suspended" })]
    assertEquals(yield* ErasureWalk.resume({ ...whole, isDryRun: true }), {
      examined: 1,
      due: 1,
      erased: 0,
      failed: []
    })
    assertEquals(yield* store.find(unfinished.id), Option.some(unfinished))
    assertEquals(yield* ErasureWalk.resume(whole), { examined: 1, due: 1, erased: 1, failed: [] })
    assertEquals(yield* store.find(unfinished.id), Option.none())
    assertEquals(yield* store.find(alive.id), Option.some(alive))
    assertEquals(yield* ErasureWalk.resume(whole), { examined: 0, due: 0, erased: 0, failed: [] })
  }).pipe(Effect.provide(world))
)

it.effect("begins nobody's erasure once its time is over, and says how many are left", () =>
  Effect.gen(function* () {
    yield* Effect.replicateEffect(tombstoned, 3)
    const until = Option.some(yield* DateTime.now)
    assertEquals(yield* ErasureWalk.resume({ ...whole, until }), { examined: 3, due: 3, erased: 0, failed: [] })
    assertEquals((yield* ErasureWalk.resume(whole)).erased, 3)
  }).pipe(Effect.provide(world))
)

it.effect("tells of whoever cannot be erased, by id and reason, and goes on with the others", () =>
  Effect.gen(function* () {
    const people = yield* Effect.replicateEffect(tombstoned, 20)
    const unlucky = people[7]?.id
    const broken = people[11]?.id
    const erasures = yield* Erasures
    const failing = Erasures.of({
      ...erasures,
      carryOut: (order) => {
        if (order.registrant.id === unlucky) return Effect.fail(down)
        return order.registrant.id === broken ? Effect.die(new Error("A row does not fit")) : erasures.carryOut(order)
      }
    })
    const summary = yield* ErasureWalk.resume(whole).pipe(Effect.provideService(Erasures, failing))
    assertEquals([summary.examined, summary.due, summary.erased], [20, 20, 18])
    assertEquals(
      new Set(summary.failed.map(({ reason, userId }) => `${userId} ${reason}`)),
      new Set([`${unlucky} storage is unavailable: test`, `${broken} A row does not fit`])
    )
  }).pipe(Effect.provide(world))
)

it.effect("stops when the ledger, the directory or the tombstones are out of reach: nobody is taken for not due", () =>
  Effect.gen(function* () {
    yield* inserted()
    const erasures = yield* Erasures
    const ledgerDown = yield* ErasureWalk.replay(whole).pipe(
      Effect.provideService(Erasures, { ...erasures, recorded: () => Effect.fail(down) }),
      Effect.flip
    )
    const directoryDown = yield* ErasureWalk.replay(whole).pipe(
      Effect.provideService(UserDirectory, { registered: Stream.fail(down), registeredAfter: () => Stream.fail(down) }),
      Effect.flip
    )
    const tombstonesDown = yield* ErasureWalk.resume(whole).pipe(
      Effect.provideService(Tombstones, { standing: Stream.fail(down) }),
      Effect.flip
    )
    assertTrue(ledgerDown === down && directoryDown === down && tombstonesDown === down)
  }).pipe(Effect.provide(world))
)
