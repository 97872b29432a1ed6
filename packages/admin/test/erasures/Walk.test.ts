import { NodeServices } from "@effect/platform-node"
import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import { ErasureOrder } from "@serenya/domain/privacy/ErasureOrder"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { UserDirectory } from "@serenya/domain/users/UserDirectory"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Option, Stream } from "effect"
import { walk } from "../../src/erasures/Walk.ts"

const down = new Unavailable({ resource: "storage", operation: "test", retryable: true, cause: new Error("down") })

const world = Erasures.layer.pipe(Layer.provideMerge(MemoryPorts.layer), Layer.provideMerge(NodeServices.layer))

const inserted = Effect.fnUntraced(function* (fields: Fixtures.UserFields = {}) {
  const user = yield* Fixtures.userWith(fields)
  yield* (yield* UserStore).insert(user)
  return user
})

const recorded = Effect.map(Erasures, ({ recorded }) => recorded)

it.effect("erases whom the ledger names, whatever their status, and nobody whom it does not", () =>
  Effect.gen(function* () {
    const ledger = yield* ErasureLedger
    const store = yield* UserStore
    const [alive, tombstoned, named] = [yield* inserted(), yield* inserted({ status: "deleted" }), yield* inserted()]
    yield* ledger.record(named.id, Fixtures.at)
    const summary = yield* walk(yield* recorded, false)
    assertEquals(summary, { dry_run: false, examined: 3, due: 1, erased: 1, failed: [] })
    assertEquals(yield* store.find(named.id), Option.none())
    assertEquals(yield* store.find(alive.id), Option.some(alive))
    assertEquals(yield* store.find(tombstoned.id), Option.some(tombstoned))
  }).pipe(Effect.provide(world))
)

it.effect("tells of whoever cannot be erased, by id and reason, and goes on with the others", () =>
  Effect.gen(function* () {
    const people = yield* Effect.replicateEffect(inserted({ status: "deleted" }), 20)
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
    const summary = yield* walk((one) => Effect.succeed(ErasureOrder.standing(one)), false).pipe(
      Effect.provideService(Erasures, failing)
    )
    assertEquals([summary.examined, summary.due, summary.erased], [20, 20, 18])
    assertEquals(
      new Set(summary.failed.map(({ reason, user_id }) => `${user_id} ${reason}`)),
      new Set([`${unlucky} storage is unavailable: test`, `${broken} A row does not fit`])
    )
  }).pipe(Effect.provide(world))
)

it.effect("stops when the ledger or the directory is out of reach: nobody is taken for not due", () =>
  Effect.gen(function* () {
    yield* inserted()
    const ledgerDown = yield* Effect.flip(walk(() => Effect.fail(down), false))
    const directoryDown = yield* walk(() => Effect.succeed(Option.none()), false).pipe(
      Effect.provideService(UserDirectory, { registered: Stream.fail(down), registeredAfter: () => Stream.fail(down) }),
      Effect.flip
    )
    assertTrue(ledgerDown === down && directoryDown === down)
  }).pipe(Effect.provide(world))
)
