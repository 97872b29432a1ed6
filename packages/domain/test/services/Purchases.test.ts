import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Redacted } from "effect"
import { Erasures } from "../../src/privacy/Erasures.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import { StoreBooks } from "../../src/subscriptions/MemoryStorefronts.ts"
import { Payments } from "../../src/subscriptions/Payments.ts"
import type { StorePurchase } from "../../src/subscriptions/Purchase.ts"
import { PurchaseNotVerified } from "../../src/subscriptions/PurchaseErrors.ts"
import { Purchases } from "../../src/subscriptions/Purchases.ts"
import { StoreNotifications } from "../../src/subscriptions/StoreNotifications.ts"
import { StoreProof } from "../../src/subscriptions/StoreProof.ts"
import { SubscriptionLedger } from "../../src/subscriptions/SubscriptionLedger.ts"
import { Subscriptions } from "../../src/subscriptions/Subscriptions.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { Calls } from "../../testing/Counting.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as PurchaseFixtures from "../../testing/PurchaseFixtures.ts"
import { newsOf, sold } from "../../testing/StoreScene.ts"
import * as World from "./World.ts"

const unverifiable = new PurchaseNotVerified({ reason: "unverifiable" })

const submit = (caller: Parameters<Purchases["Service"]["submit"]>[0], proof: StoreProof) =>
  Purchases.use((purchases) => purchases.submit(caller, proof))

const stored = Effect.fnUntraced(function* (userId: UserId) {
  const ledger = yield* SubscriptionLedger
  const { payments } = yield* ledger.payments(userId, 100, Option.none())
  return { held: yield* ledger.purchasesOf(userId), payments }
})

describe("a purchase", () => {
  for (const provider of ["apple", "google"] as const) {
    it.effect(
      `from ${provider} is settled in the answer, paid once, and the same when it is shown again`,
      World.story(() =>
        Effect.gen(function* () {
          const { caller, user } = yield* World.newcomer
          const purchase = yield* PurchaseFixtures.purchase(provider)
          const proof = yield* sold(purchase, Option.some(user.id))
          const view = yield* submit(caller, proof)
          assertEquals(
            [view.tier, view.subscription.status, view.subscription.provider],
            ["premium", "active", provider]
          )
          assertEquals(view.subscription.endDate, World.after({ months: 1 }))
          assertEquals(view.allowance.limit, Option.none())
          const again = yield* submit(caller, proof)
          assertEquals(again.subscription.endDate, view.subscription.endDate)
          const { held, payments } = yield* stored(user.id)
          assertEquals(
            payments.map(({ amountMinor, currency, kind }) => [amountMinor, currency, kind]),
            [[999, "USD", "charge"]]
          )
          assertEquals(
            held.map(({ purchase: { acknowledged } }) => acknowledged),
            [true]
          )
          // Told when access ends, and nothing sooner: it is acknowledged.
          assertEquals(held[0]?.lookAt, Option.some(World.after({ months: 1 })))
          const times = yield* (yield* StoreBooks).acknowledgements(purchase)
          assertEquals(times, provider === "google" ? 1 : 0)
        })
      )
    )
  }

  it.effect(
    "of nobody's making is refused, and so is another person's, in the same words",
    World.story(() =>
      Effect.gen(function* () {
        const [ada, eve] = [yield* World.newcomer, yield* World.newcomer]
        const purchase = yield* PurchaseFixtures.purchase("apple")
        const proof = yield* sold(purchase, Option.some(ada.user.id))
        // Before Ada's app has shown it, and after.
        assertEquals(yield* Effect.flip(submit(eve.caller, proof)), unverifiable)
        yield* submit(ada.caller, proof)
        assertEquals(yield* Effect.flip(submit(eve.caller, proof)), unverifiable)
        const forged = StoreProof.cases.Apple.make({ signedTransaction: Redacted.make("forged") })
        assertEquals(yield* Effect.flip(submit(eve.caller, forged)), unverifiable)
        assertEquals((yield* stored(eve.user.id)).held, [])
      })
    )
  )

  it.effect(
    "that names nobody is whose who comes first",
    World.story(() =>
      Effect.gen(function* () {
        const [ada, eve] = [yield* World.newcomer, yield* World.newcomer]
        const proof = yield* sold(yield* PurchaseFixtures.purchase("google"), Option.none())
        yield* submit(ada.caller, proof)
        assertEquals(yield* Effect.flip(submit(eve.caller, proof)), unverifiable)
      })
    )
  )

  it.effect(
    "that names somebody whom we never knew is refused; of an erased person it may be taken over, once they are gone",
    World.story(() =>
      Effect.gen(function* () {
        const [ada, heir] = [yield* World.newcomer, yield* World.newcomer]
        const stranger = yield* sold(yield* PurchaseFixtures.purchase("apple"), Option.some(yield* Fixtures.userId))
        assertEquals(yield* Effect.flip(submit(heir.caller, stranger)), unverifiable)
        const purchase = yield* PurchaseFixtures.purchase("apple")
        const proof = yield* sold(purchase, Option.some(ada.user.id))
        yield* submit(ada.caller, proof)
        yield* Erasures.use((erasures) => erasures.erase(ada.caller, "DELETE"))
        assertEquals(yield* stored(ada.user.id), { held: [], payments: [] })
        assertEquals((yield* submit(heir.caller, proof)).tier, "premium")
        assertEquals((yield* stored(heir.user.id)).payments.length, 1)
        // And its news goes to whoever has it now.
        const renewed = {
          ...purchase,
          renewal: Option.some({ ...PurchaseFixtures.renewing, autoRenew: false, statedAt: World.after({ days: 1 }) })
        }
        const message = yield* newsOf(renewed, Option.some(ada.user.id))
        yield* StoreNotifications.use((notifications) => notifications.receive(message))
        const { subscription } = yield* Subscriptions.use((subscriptions) =>
          subscriptions.of(heir.caller, { explain: false })
        )
        assertEquals(subscription.status, "cancelled")
      })
    )
  )

  it.effect(
    "that takes the place of another belongs to whoever has that one",
    World.story(() =>
      Effect.gen(function* () {
        const [ada, eve] = [yield* World.newcomer, yield* World.newcomer]
        const old = yield* PurchaseFixtures.purchase("google")
        yield* submit(ada.caller, yield* sold(old, Option.some(ada.user.id)))
        const family = PurchaseFixtures.term("upgrade-1", 0, { plan: { tier: "family", billingPeriod: "monthly" } })
        const next = yield* PurchaseFixtures.purchase("google", {
          terms: [family],
          replaces: Option.some(old.externalId)
        })
        const proof = yield* sold(next, Option.none())
        assertEquals(yield* Effect.flip(submit(eve.caller, proof)), unverifiable)
        const message = yield* newsOf(next, Option.none())
        yield* StoreNotifications.use((notifications) => notifications.receive(message))
        const view = yield* Subscriptions.use((subscriptions) => subscriptions.of(ada.caller, { explain: true }))
        assertEquals(view.tier, "family")
        const evidence = Option.getOrThrow(view.explanation).evidence
        assertEquals(
          evidence.map(({ externalId }) => externalId),
          [next.externalId]
        )
      })
    )
  )

  it.effect(
    "shown long after it was signed entitles to what the store knows now; out of reach, it is asked again",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user } = yield* World.newcomer
        const purchase = yield* PurchaseFixtures.purchase("apple", { renewal: Option.none() })
        const [term] = purchase.terms
        const fate = Option.some({ outcome: "refunded", at: Fixtures.at, statedAt: World.after({ days: 1 }) } as const)
        const refunded: StorePurchase = { ...purchase, terms: term === undefined ? [] : [{ ...term, fate }] }
        const owner = Option.some(user.id)
        yield* sold(refunded, owner)
        const old = StoreProof.cases.Apple.make({ signedTransaction: Redacted.make("signed before") })
        yield* (yield* StoreBooks).answer(old, Effect.succeed(PurchaseFixtures.statement(purchase, owner)))
        const view = yield* submit(caller, old)
        assertEquals([view.tier, view.subscription.status], ["free", "expired"])
        const { payments } = yield* stored(user.id)
        assertEquals(payments.map(({ kind }) => kind).toSorted(), ["charge", "refund"])
      })
    )
  )

  it.effect(
    "is not lost on an outage: nothing is written, and the next call is as good as the first",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user } = yield* World.newcomer
        const purchase = yield* PurchaseFixtures.purchase("google")
        const proof = yield* sold(purchase, Option.some(user.id))
        const outage = new Unavailable({ resource: "store", operation: "test", retryable: true, cause: "down" })
        const books = yield* StoreBooks
        yield* books.answer(proof, Effect.fail(outage))
        assertEquals(yield* Effect.flip(submit(caller, proof)), outage)
        assertEquals(yield* stored(user.id), { held: [], payments: [] })
        yield* sold(purchase, Option.some(user.id))
        assertEquals((yield* submit(caller, proof)).tier, "premium")
      })
    )
  )

  it.effect(
    "needs one step of the ledger, and reading the subscription one call",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user } = yield* World.newcomer
        const proof = yield* sold(yield* PurchaseFixtures.purchase("apple"), Option.some(user.id))
        const calls = yield* Calls
        const buying = yield* calls.during(submit(caller, proof))
        assertEquals([buying["SubscriptionLedger.record"], buying["UserStore.save"]], [1, undefined])
        const reading = yield* calls.during(
          Subscriptions.use((subscriptions) => subscriptions.of(caller, { explain: false }))
        )
        assertEquals(
          Object.entries(reading).filter(([call]) => !call.startsWith("Subscriptions.")),
          [["UserStore.find", 1]]
        )
      })
    )
  )
})

describe("the history of payments", () => {
  it.effect(
    "goes on where a page ended, for nobody else and with nothing altered",
    World.story(() =>
      Effect.gen(function* () {
        const [ada, eve] = [yield* World.newcomer, yield* World.newcomer]
        const terms = [0, 1, 2].map((n) => PurchaseFixtures.term(`t-${n}`, n))
        yield* submit(ada.caller, yield* sold(yield* PurchaseFixtures.purchase("apple", { terms }), Option.none()))
        const payments = yield* Payments
        const first = yield* payments.page(ada.caller, 2, Option.none())
        assertEquals(
          first.payments.map(({ transactionId }) => transactionId),
          ["t-2", "t-1"]
        )
        assertTrue(Option.isSome(first.next))
        const last = yield* payments.page(ada.caller, 2, first.next)
        assertEquals([last.payments.map(({ processedAt }) => processedAt), last.next], [[Fixtures.at], Option.none()])
        assertEquals((yield* Effect.flip(payments.page(eve.caller, 2, first.next)))._tag, "InvalidCursor")
        assertTrue(DateTime.isGreaterThan(first.payments[0]?.processedAt ?? Fixtures.at, Fixtures.at))
      })
    )
  )
})
