import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Layer, Option } from "effect"
import { type StorePurchase, type Renewal, RenewalState, TransactionId } from "../../src/subscriptions/Purchase.ts"
import { StoreNotifications } from "../../src/subscriptions/StoreNotifications.ts"
import { SubscriptionLedger } from "../../src/subscriptions/SubscriptionLedger.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as PurchaseFixtures from "../../testing/PurchaseFixtures.ts"
import * as Simulation from "../../testing/Simulation.ts"
import { newsOf } from "../../testing/StoreScene.ts"
import * as World from "../services/World.ts"

const renewal = (days: number, state: RenewalState, autoRenew: boolean): Option.Option<Renewal> =>
  Option.some({ state, autoRenew, statedAt: World.after({ days }) })

const { Grace, Lapsed, Renewing } = RenewalState.cases

/** A line's own history: bought, turned off, turned on, renewed, in grace, a part back, then the rest. */
const history = (line: StorePurchase): ReadonlyArray<StorePurchase> => {
  const [first = PurchaseFixtures.term("none", 0)] = line.terms
  const second = PurchaseFixtures.term(`${first.transactionId}-2`, 1)
  const fate = { outcome: "refunded", at: World.after({ days: 50 }), statedAt: World.after({ days: 50 }) } as const
  const part = {
    ...PurchaseFixtures.price,
    amountMinor: 300,
    transactionId: TransactionId.make(`${second.transactionId}@47`),
    at: World.after({ days: 47 })
  }
  const partly = { ...second, partialRefunds: [part] }
  return [
    { ...line, renewal: renewal(0, Renewing.make({}), true) },
    { ...line, renewal: renewal(3, Renewing.make({}), false) },
    { ...line, renewal: renewal(5, Renewing.make({}), true) },
    { ...line, terms: [second], renewal: renewal(31, Renewing.make({}), true) },
    { ...line, terms: [partly], renewal: renewal(48, Grace.make({ until: World.after({ days: 70 }) }), true) },
    { ...line, terms: [{ ...partly, fate: Option.some(fate) }], renewal: renewal(50, Lapsed.make({}), false) }
  ]
}

const orders = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  all.length < 2 ? [all] : all.flatMap((first, i) => orders(all.toSpliced(i, 1)).map((rest) => [first, ...rest]))

/** What a person has once all of it was heard in this order, and some of it again. */
const endOf = Effect.fnUntraced(function* (order: ReadonlyArray<number>) {
  const ledger = yield* SubscriptionLedger
  const store = yield* UserStore
  const notifications = yield* StoreNotifications
  const user = yield* Fixtures.user
  yield* store.insert(user)
  const told = history(yield* PurchaseFixtures.purchase("apple"))
  const messages = yield* Effect.forEach(order, (index) =>
    Effect.flatMap(Effect.fromNullishOr(told[index]), (statement) => newsOf(statement, Option.some(user.id)))
  )
  for (const message of [...messages, ...messages.slice(0, 3)]) yield* notifications.receive(message)
  const { subscription } = yield* Effect.fromOption(yield* store.find(user.id))
  const { payments } = yield* ledger.payments(user.id, 10, Option.none())
  const [held] = yield* ledger.purchasesOf(user.id)
  return JSON.stringify({
    subscription: [subscription.tier, subscription.status, subscription.autoRenew, subscription.endDate],
    payments: payments
      .map(({ amountMinor, kind, processedAt }) => `${kind} ${amountMinor} ${DateTime.formatIso(processedAt)}`)
      .toSorted(),
    terms: held?.purchase.terms.map(({ end, fate, start }) => [start, end, fate]),
    renewal: held?.purchase.renewal
  })
})

describe("six events of one purchase", () => {
  it("end the same for the person in all 720 orders, some heard again: subscription, purchase and payments", () => {
    const all = orders([0, 1, 2, 3, 4, 5])
    const ends = new Set<string>()
    const share = all.length / 6
    Simulation.forSeeds(6, (seed) =>
      Effect.gen(function* () {
        yield* Effect.sleep("55 days")
        for (const order of all.slice((seed - 1) * share, seed * share)) ends.add(yield* endOf(order))
      }).pipe(Effect.provide(World.services.pipe(Layer.provideMerge(MemoryPorts.layer))))
    )
    assertEquals([all.length, ends.size], [720, 1])
    const [end = ""] = ends
    assertTrue(end.includes('["premium","expired",false,"2026-04-20'), end)
    assertTrue(
      end.includes('"refund 300 2026-04-17') &&
        end.includes('"refund 699 2026-04-20') &&
        end.split('"charge 999').length === 3,
      end
    )
  })
})
