import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Layer, Logger, Option } from "effect"
import type { Caller } from "../../src/sessions/Caller.ts"
import { Purchases } from "../../src/subscriptions/Purchases.ts"
import { Reconciliation } from "../../src/subscriptions/Reconciliation.ts"
import { StoreNotifications } from "../../src/subscriptions/StoreNotifications.ts"
import { SubscriptionLedger } from "../../src/subscriptions/SubscriptionLedger.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { describe as told, faults, planOf } from "../../testing/FaultPlan.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as PurchaseFixtures from "../../testing/PurchaseFixtures.ts"
import * as Simulation from "../../testing/Simulation.ts"
import { newsOf, sold } from "../../testing/StoreScene.ts"
import * as World from "../services/World.ts"
import { request, together } from "./Clients.ts"

/** As many calls as one submission, or one notification, makes of ports that may fail. */
const calls = 12

/** What is tried again later is told to a log, which nobody reads here. */
const world = Layer.merge(MemoryPorts.layer, Logger.layer([]))

const newcomer = Effect.provide(World.newcomer, World.services, { local: true })

/** One purchase, one charge, and what it entitles to: whatever was tried, and however often. */
const assertOnce = Effect.fnUntraced(function* ({ userId }: Caller) {
  const ledger = yield* SubscriptionLedger
  const { payments } = yield* ledger.payments(userId, 10, Option.none())
  assertEquals(
    payments.map(({ kind }) => kind),
    ["charge"]
  )
  const held = yield* ledger.purchasesOf(userId)
  assertEquals(
    held.map(({ purchase }) => purchase.terms.length),
    [1]
  )
  const user = yield* Effect.fromOption(yield* (yield* UserStore).find(userId))
  assertEquals([user.subscription.tier, user.subscription.status], ["premium", "active"])
})

describe("a purchase of which any one call fails in any way", () => {
  for (const provider of ["apple", "google"] as const) {
    it(`from ${provider}: is entered once, by the app, the store's message, and the app again`, () =>
      Simulation.forSeeds(
        calls * faults.length * 2,
        (seed) =>
          Effect.gen(function* () {
            const { caller, user } = yield* newcomer
            const purchase = yield* PurchaseFixtures.purchase(provider)
            const proof = yield* sold(purchase, Option.some(user.id))
            const news = yield* newsOf(purchase, Option.some(user.id))
            const submit = Effect.asVoid(Purchases.use((purchases) => purchases.submit(caller, proof)))
            const receive = StoreNotifications.use((notifications) => notifications.receive(news))
            // All at once, one of them failing; then each again, as apps and stores do.
            yield* seed % 2 === 0
              ? together<void, unknown>([submit, receive], planOf(seed, calls))
              : together<void, unknown>([receive, submit], planOf(seed, calls))
            yield* Effect.flatten(Effect.fromOption(yield* request(receive)))
            yield* Effect.flatten(Effect.fromOption(yield* request(submit)))
            yield* assertOnce(caller)
            const [held] = yield* (yield* SubscriptionLedger).purchasesOf(user.id)
            assertTrue(held?.purchase.acknowledged === true)
          }).pipe(Effect.provide(world)),
        (seed) => told(planOf(seed, calls))
      ))
  }
})

describe("a notification that comes ten times at once", () => {
  it("counts once", () =>
    Simulation.forSeeds(100, () =>
      Effect.gen(function* () {
        const { caller, user } = yield* newcomer
        const purchase = yield* PurchaseFixtures.purchase("apple")
        const news = yield* newsOf(purchase, Option.some(user.id))
        const receive = StoreNotifications.use((notifications) => notifications.receive(news))
        const exits = yield* together([receive, ...Array.from({ length: 9 }, () => receive)])
        assertTrue(exits.every(({ _tag }) => _tag === "Success"))
        yield* assertOnce(caller)
        const stored = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
        assertEquals(stored.version, user.version + 1)
      }).pipe(Effect.provide(world))
    ))
})

describe("two people who claim one purchase at once", () => {
  it("are one owner and one refusal", () =>
    Simulation.forSeeds(100, () =>
      Effect.gen(function* () {
        const [ada, eve] = [yield* newcomer, yield* newcomer]
        const proof = yield* sold(yield* PurchaseFixtures.purchase("apple"), Option.none())
        const submit = (caller: Caller) => Purchases.use((purchases) => purchases.submit(caller, proof))
        const exits = yield* together([submit(ada.caller), submit(eve.caller)])
        assertEquals(exits.map(({ _tag }) => _tag).toSorted(), ["Failure", "Success"])
        const ledger = yield* SubscriptionLedger
        const held = [...(yield* ledger.purchasesOf(ada.user.id)), ...(yield* ledger.purchasesOf(eve.user.id))]
        assertEquals(held.length, 1)
      }).pipe(Effect.provide(world))
    ))
})

describe("a reconciliation of which any one call fails in any way", () => {
  it("is done by the next run, and counts nothing twice", () =>
    Simulation.forSeeds(
      calls * faults.length * 2,
      (seed) =>
        Effect.gen(function* () {
          const { caller, user } = yield* newcomer
          const purchase = yield* PurchaseFixtures.purchase("google")
          const owner = Option.some(user.id)
          const proof = yield* sold(purchase, owner)
          yield* Effect.flatten(Effect.fromOption(yield* request(Purchases.use((all) => all.submit(caller, proof)))))
          yield* Effect.sleep("32 days")
          const second = PurchaseFixtures.term(`${purchase.externalId}-2`, 1)
          yield* sold({ ...purchase, terms: [...purchase.terms, second], acknowledged: true }, owner)
          const run = Effect.flatMap(DateTime.now, (now) =>
            Reconciliation.use((all) => all.run({ batch: 5, until: DateTime.add(now, { minutes: 5 }) }))
          )
          yield* request(run, planOf(seed, calls))
          yield* Effect.sleep("2 hours")
          const report = yield* Effect.flatten(Effect.fromOption(yield* request(run)))
          assertEquals([report.isDone, report.failed], [true, 0])
          const ledger = yield* SubscriptionLedger
          const { payments } = yield* ledger.payments(user.id, 10, Option.none())
          assertEquals(
            payments.map(({ kind }) => kind),
            ["charge", "charge"]
          )
          const stored = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
          assertEquals(stored.subscription.endDate, DateTime.add(Fixtures.at, { months: 2 }))
        }).pipe(Effect.provide(world)),
      (seed) => told(planOf(seed, calls))
    ))
})
