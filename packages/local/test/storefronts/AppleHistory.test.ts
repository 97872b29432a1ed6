import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertNone } from "@effect/vitest/utils"
import * as MemoryErasureLedger from "@serenya/domain/privacy/MemoryErasureLedger"
import * as MemoryRandomIds from "@serenya/domain/shared/MemoryRandomIds"
import * as LedgerRules from "@serenya/domain/subscriptions/LedgerRules"
import * as MemorySubscriptionLedger from "@serenya/domain/subscriptions/MemorySubscriptionLedger"
import type { StoreLine } from "@serenya/domain/subscriptions/Purchase"
import { Reconciliation } from "@serenya/domain/subscriptions/Reconciliation"
import { Storefronts } from "@serenya/domain/subscriptions/Storefronts"
import { StoreNotifications } from "@serenya/domain/subscriptions/StoreNotifications"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryUserStore from "@serenya/domain/users/MemoryUserStore"
import { UserStore } from "@serenya/domain/users/UserStore"
import { DateTime, Duration, Effect, Layer, Option } from "effect"
import * as AppleHistory from "../../src/storefronts/AppleHistory.ts"
import { SaleBook } from "../../src/storefronts/SaleBook.ts"
import type { Step } from "../../src/storefronts/Stories.ts"
import * as StoryTeller from "../../src/storefronts/StoryTeller.ts"
import * as SimulatedStores from "./SimulatedStores.ts"

/** Renewed so often, a month apart. */
const renewals = (count: number): ReadonlyArray<Step> =>
  Array.from({ length: count }, (_, index) => ({ after: Duration.days(31 * (index + 1)), what: "renewed" }))

const ago = (days: number) => Effect.map(DateTime.now, (now) => DateTime.subtract(now, { days }))

/** The transactions of a line: as its store has them, and as it states them when it is asked. */
const transactionsOf = Effect.fnUntraced(function* (line: StoreLine) {
  const sale = yield* Effect.fromOption(yield* SaleBook.use(({ find }) => find(line)))
  const asked = yield* Effect.fromOption(yield* Storefronts.use(({ ask }) => ask(line)))
  const [sold, stated] = [sale, asked].map(({ purchase }) => purchase.terms.map(({ transactionId }) => transactionId))
  return { sold, stated }
})

const ledger = Layer.fresh(
  Layer.mergeAll(StoreNotifications.layer, Reconciliation.layer).pipe(
    Layer.provideMerge(MemorySubscriptionLedger.layer.pipe(Layer.provideMerge(MemoryUserStore.layer))),
    Layer.provide([MemoryErasureLedger.layer, MemoryRandomIds.layer])
  )
)

withLayer(SimulatedStores.layer, { timeout: "1 minute", excludeTestServices: true })("a line's history", (it) => {
  it.effect("is stated whole up to 20 terms, and of a longer one the last 20", () =>
    Effect.gen(function* () {
      for (const count of [0, 19, 20, 25]) {
        const story = StoryTeller.tell("apple", Option.none(), renewals(count), yield* ago(31 * count + 1))
        const { sold, stated } = yield* transactionsOf((yield* story).line)
        assertEquals([sold?.length, stated], [count + 1, sold?.slice(-20)])
      }
    })
  )

  it.effect("is found behind the pages of the customer's other lines", () =>
    Effect.gen(function* () {
      const owner = Option.some(yield* Fixtures.userId)
      const first = yield* StoryTeller.tell("apple", owner, renewals(2), yield* ago(31 * 40))
      yield* StoryTeller.tell("apple", owner, renewals(29), yield* ago(31 * 30))
      const { sold, stated } = yield* transactionsOf(first.line)
      assertEquals([sold?.length, stated], [3, sold])
    })
  )

  it.effect("has pages of 20, and none by a revision that was never given", () =>
    Effect.gen(function* () {
      const { line } = yield* StoryTeller.tell("apple", Option.none(), renewals(20), yield* ago(31 * 20 + 1))
      const sale = yield* Effect.fromOption(yield* SaleBook.use(({ find }) => find(line)))
      const newest = AppleHistory.of(sale, [sale], "DESCENDING")
      assertEquals(newest.toReversed(), AppleHistory.of(sale, [sale], null))
      const first = yield* Effect.fromOption(AppleHistory.page(newest, null))
      assertEquals([first.terms.length, first.hasMore], [20, true])
      const second = yield* Effect.fromOption(AppleHistory.page(newest, first.revision))
      assertEquals([second.terms, second.hasMore], [newest.slice(20), false])
      for (const revision of ["22", "-1", "1.5", "next"]) assertNone(AppleHistory.page(newest, revision))
    })
  )

  it.effect("becomes payments once, when a purchase whose notifications were lost is looked at", () =>
    Effect.gen(function* () {
      const userId = yield* Fixtures.userId
      const steps: ReadonlyArray<Step> = [
        ...renewals(2),
        { after: Duration.days(70), what: "refunded" },
        { after: Duration.days(93), what: "renewed" }
      ]
      const { line, told } = yield* StoryTeller.tell("apple", Option.some(userId), steps, yield* ago(100))
      const { sold } = yield* transactionsOf(line)
      yield* UserStore.use(({ insert }) => Effect.flatMap(Fixtures.userWith({ id: userId }), insert))
      const payments = Effect.map(
        SubscriptionLedger.use((ledger) => ledger.payments(userId, 100, Option.none())),
        ({ payments }) => payments.map(({ kind, transactionId }) => `${transactionId} ${kind}`).toSorted()
      )
      // Of five notifications the first alone arrives.
      const [bought] = told
      yield* Effect.forEach(bought === undefined ? [] : [bought], ({ message }) =>
        StoreNotifications.use((notifications) => notifications.receive(message))
      )
      assertEquals([told.length, yield* payments], [5, [`${sold?.[0]} charge`]])

      // Its time came when its first term ended, and nobody has looked since.
      const user = yield* Effect.fromOption(yield* UserStore.use(({ find }) => find(userId)))
      const held = yield* Effect.fromOption(
        LedgerRules.heldOf(yield* SubscriptionLedger.use(({ purchasesOf }) => purchasesOf(userId)), line)
      )
      const { bookings, ...due } = LedgerRules.reschedule(user, held, Option.some(yield* ago(69)), yield* DateTime.now)
      yield* SubscriptionLedger.use(({ record }) => record({ ...due, payments: [], receipt: Option.none() }))
      assertEquals(bookings, [])

      const run = Effect.flatMap(ago(-1), (until) => Reconciliation.use(({ run }) => run({ batch: 10, until })))
      const expected = [...(sold ?? []).map((id) => `${id} charge`), `${sold?.[2]} refund`].toSorted()
      assertEquals([(yield* run).asked, yield* payments], [1, expected])
      assertEquals((yield* run).asked, 0)
      // A notification that comes after all tells nothing new.
      yield* Effect.forEach(told, ({ message }) =>
        StoreNotifications.use((notifications) => notifications.receive(message))
      )
      assertEquals([expected.length, yield* payments], [5, expected])
    }).pipe(Effect.provide(ledger, { local: true }))
  )
})
