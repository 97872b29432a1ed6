import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as MemoryAuditTrail from "@serenya/domain/audit/MemoryAuditTrail"
import * as MemoryOperatorIdentity from "@serenya/domain/operators/MemoryOperatorIdentity"
import { Reason } from "@serenya/domain/operators/Operator"
import { Warrants } from "@serenya/domain/operators/Warrants"
import * as MemoryErasureLedger from "@serenya/domain/privacy/MemoryErasureLedger"
import * as MemoryRandomIds from "@serenya/domain/shared/MemoryRandomIds"
import { settle } from "@serenya/domain/subscriptions/EntitlementRules"
import * as GrantRules from "@serenya/domain/subscriptions/GrantRules"
import { Grants } from "@serenya/domain/subscriptions/Grants"
import * as MemorySubscriptionLedger from "@serenya/domain/subscriptions/MemorySubscriptionLedger"
import * as PaymentRules from "@serenya/domain/subscriptions/PaymentRules"
import type { StoreLine, StoreProvider } from "@serenya/domain/subscriptions/Purchase"
import { Storefronts } from "@serenya/domain/subscriptions/Storefronts"
import type { StoreMessage } from "@serenya/domain/subscriptions/StoreNotification"
import { StoreNotifications } from "@serenya/domain/subscriptions/StoreNotifications"
import type { Subscription } from "@serenya/domain/subscriptions/Subscription"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryUserStore from "@serenya/domain/users/MemoryUserStore"
import type { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { DateTime, Duration, Effect, Layer, Option } from "effect"
import { SaleBook } from "../../src/storefronts/SaleBook.ts"
import { StoreSimulator, type Told } from "../../src/storefronts/StoreSimulator.ts"
import { length, type Step, stories } from "../../src/storefronts/Stories.ts"
import * as StoryTeller from "../../src/storefronts/StoryTeller.ts"
import * as SimulatedStores from "./SimulatedStores.ts"

/** Each question once: a message means the same however often it is judged, and the story is over. */
const once = <Q, A, E>(keyOf: (question: Q) => unknown, ask: (question: Q) => Effect.Effect<A, E>) => {
  const answers = new Map<unknown, A>()
  return (question: Q): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      const known = answers.get(keyOf(question))
      if (known !== undefined) return Effect.succeed(known)
      return Effect.tap(ask(question), (answer) => Effect.sync(() => answers.set(keyOf(question), answer)))
    })
}

const askingOnce = (stores: Storefronts["Service"]): Storefronts["Service"] => ({
  ...stores,
  ask: once(({ externalId }: StoreLine) => externalId, stores.ask)
})

const warrants = Warrants.layer.pipe(
  Layer.provide([MemoryAuditTrail.layer, MemoryOperatorIdentity.layer, MemoryRandomIds.layer])
)
const grounds = Option.some({ reason: Reason.make("A year for the outage in May") })

/** A fresh ledger that hears through the deployed adapters. */
const hearing = (storefronts: Storefronts["Service"]) =>
  Layer.fresh(
    Layer.merge(StoreNotifications.layer, Grants.layer.pipe(Layer.provide(warrants))).pipe(
      Layer.provideMerge(MemorySubscriptionLedger.layer.pipe(Layer.provideMerge(MemoryUserStore.layer))),
      Layer.provide([MemoryErasureLedger.layer, MemoryRandomIds.layer, Layer.succeed(Storefronts, storefronts)])
    )
  )

const entitlement = ({ autoRenew, billingPeriod, endDate, externalId, provider, status, tier }: Subscription) => ({
  tier,
  status,
  billingPeriod,
  provider,
  externalId,
  autoRenew,
  until: endDate && DateTime.formatIso(endDate)
})

interface Money extends Omit<PaymentRules.Booking, "method" | "status"> {}
const moneyOf = (payments: ReadonlyArray<Money>): ReadonlyArray<string> =>
  payments
    .map(
      ({ amountMinor, currency, kind, processedAt, transactionId }) =>
        `${transactionId} ${kind} ${amountMinor} ${currency} ${DateTime.formatIso(processedAt)}`
    )
    .toSorted()

/** What the stores themselves would say of this person: the sum of all their sales. */
const truthOf = Effect.fnUntraced(function* (userId: UserId, subscription: Subscription, now: DateTime.Utc) {
  const sales = (yield* SaleBook.use(({ all }) => all)).filter(({ owner }) => Option.contains(owner, userId))
  const purchases = sales.map(({ purchase }) => purchase)
  return {
    entitlement: entitlement(settle(subscription, purchases, now)),
    money: moneyOf(purchases.flatMap(PaymentRules.bookingsOf))
  }
})

/** Somebody new hears `messages` about themselves, in that order. */
const after = Effect.fnUntraced(function* (
  storefronts: Storefronts["Service"],
  userId: UserId,
  messages: ReadonlyArray<Told>
) {
  const user = yield* Fixtures.userWith({ id: userId })
  return yield* Effect.gen(function* () {
    yield* UserStore.use(({ insert }) => insert(user))
    const notifications = yield* StoreNotifications
    for (const { message } of messages) yield* notifications.receive(message)
    const known = yield* Effect.fromOption(yield* UserStore.use(({ find }) => find(userId)))
    const { payments } = yield* SubscriptionLedger.use((ledger) => ledger.payments(userId, 100, Option.none()))
    return { entitlement: entitlement(known.subscription), money: moneyOf(payments), free: user.subscription }
  }).pipe(Effect.provide(hearing(storefronts), { local: true }))
})

/** What an operator does before the n-th message of a story, from 0. */
interface Operated {
  readonly given: number
  readonly revoked: number
}

/** Somebody new hears `messages` while an operator gives them the family tier for a year, and takes it back. */
const operated = Effect.fnUntraced(function* (
  storefronts: Storefronts["Service"],
  userId: UserId,
  messages: ReadonlyArray<Told>,
  { given, revoked }: Operated
) {
  const user = yield* Fixtures.userWith({ id: userId })
  const grant = { tier: "family", until: DateTime.add(yield* DateTime.now, { years: 1 }) } as const
  return yield* Effect.gen(function* () {
    yield* UserStore.use(({ insert }) => insert(user))
    const [notifications, grants, ledger] = [yield* StoreNotifications, yield* Grants, yield* SubscriptionLedger]
    const found = () =>
      Effect.flatMap(
        UserStore.use(({ find }) => find(userId)),
        Effect.fromOption
      )
    const during: Array<Subscription> = []
    for (const [index, told] of [...messages, undefined].entries()) {
      if (index === given) yield* grants.give(userId, grant, grounds)
      if (index > given && index <= revoked) during.push((yield* found()).subscription)
      if (index === revoked) {
        const { externalId } = GrantRules.lineOf(userId, grant)
        yield* grants.revoke(userId, externalId, grounds)
      }
      if (told !== undefined) yield* notifications.receive(told.message)
    }
    const { payments } = yield* ledger.payments(userId, 100, Option.none())
    const { subscription } = yield* found()
    return {
      during,
      ending: { entitlement: entitlement(subscription), money: moneyOf(payments) },
      free: user.subscription
    }
  }).pipe(Effect.provide(hearing(storefronts), { local: true }))
})

const orders = <A>(items: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  items.length <= 1
    ? [items]
    : items.flatMap((first, index) => orders(items.toSpliced(index, 1)).map((rest) => [first, ...rest]))

/** Google gives a part back, of which it tells by no notification. */
const partBack: Step = { after: Duration.days(80), what: "partially_refunded" }

/** Each story that takes six notifications: an upgrade is two of Google's. */
const six: Readonly<Record<StoreProvider, ReadonlyArray<Step>>> = {
  apple: stories.eventful,
  google: stories.eventful.filter((_, index) => index !== 1).toSpliced(-1, 0, partBack)
}

withLayer(SimulatedStores.layer, { timeout: "5 minutes", excludeTestServices: true })("a story's truth", (it) => {
  for (const provider of ["apple", "google"] as const) {
    it.effect(`of ${provider}, heard in all 720 orders with repetition, is always the store's`, () =>
      Effect.gen(function* () {
        const userId = yield* Fixtures.userId
        const start = DateTime.subtractDuration(yield* DateTime.now, length)
        const { told } = yield* StoryTeller.tell(provider, Option.some(userId), six[provider], start)
        const all = orders(told)
        assertEquals([told.length, all.length], [6, 720])
        const stores = yield* Storefronts
        const judging = { ...stores, hear: once((message: StoreMessage) => message, stores.hear) }
        const endings = new Set<string>()
        for (const [index, order] of all.entries()) {
          const again = order.slice(index % 6, (index % 6) + 1)
          const { free, ...ending } = yield* after(askingOnce(judging), userId, [...order, ...again])
          assertEquals(ending, yield* truthOf(userId, free, yield* DateTime.now))
          endings.add(JSON.stringify(ending))
        }
        assertEquals(endings.size, 1)
      })
    )

    for (const [name, steps] of Object.entries(stories)) {
      it.effect(`of ${provider}, ${name}, is known after each step, and at once at the end`, () =>
        Effect.gen(function* () {
          const userId = yield* Fixtures.userId
          const start = DateTime.subtractDuration(yield* DateTime.now, length)
          const { told } = yield* StoryTeller.tell(provider, Option.some(userId), steps, start)
          const { free, ...ending } = yield* after(yield* Storefronts, userId, told)
          assertEquals(ending, yield* truthOf(userId, free, yield* DateTime.now))
          assertTrue(ending.money.length > 0)
        })
      )
    }
  }

  for (const provider of ["apple", "google"] as const) {
    it.effect(`of ${provider}, with a grant given and taken back at any moment of it, is the store's again`, () =>
      Effect.gen(function* () {
        const userId = yield* Fixtures.userId
        const start = DateTime.subtractDuration(yield* DateTime.now, length)
        const { told } = yield* StoryTeller.tell(provider, Option.some(userId), six[provider], start)
        const stores = yield* Storefronts
        const judging = askingOnce({ ...stores, hear: once((message: StoreMessage) => message, stores.hear) })
        for (const [at, order] of orders(told)
          .filter((_, index) => index % 45 === 0)
          .entries()) {
          const given = at % 7
          for (let revoked = given; revoked <= 6; revoked += 1) {
            const { during, ending, free } = yield* operated(judging, userId, order, { given, revoked })
            for (const { endDate, provider, tier } of during)
              assertEquals([provider, tier, endDate !== undefined], ["system", "family", true])
            assertEquals(ending, yield* truthOf(userId, free, yield* DateTime.now))
          }
        }
      })
    )
  }

  it.effect("of google, a part that went back, is known with the next news, takes no access, and leaves the rest", () =>
    Effect.gen(function* () {
      const userId = yield* Fixtures.userId
      const start = DateTime.subtract(yield* DateTime.now, { days: 20 })
      const steps: ReadonlyArray<Step> = [
        { after: Duration.days(4), what: "partially_refunded" },
        { after: Duration.days(5), what: "partially_refunded" },
        { after: Duration.days(6), what: "cancelled" }
      ]
      const { line, told } = yield* StoryTeller.tell("google", Option.some(userId), steps, start)
      assertEquals(told.length, 2)
      const amounts = (money: ReadonlyArray<string>) =>
        money.map((one) => one.split(" ").slice(1, 3).join(" ")).toSorted()
      const { free, ...ending } = yield* after(yield* Storefronts, userId, told)
      assertEquals(ending, yield* truthOf(userId, free, yield* DateTime.now))
      assertEquals([ending.entitlement.tier, ending.entitlement.status], ["premium", "cancelled"])
      assertEquals(amounts(ending.money), ["charge 999", "refund 333", "refund 333"])
      const stores = yield* StoreSimulator
      const refunded = yield* stores.play(line, "refunded", yield* DateTime.now)
      const end = yield* after(yield* Storefronts, userId, [...told, ...refunded, ...told])
      assertEquals(end.entitlement.status, "expired")
      assertEquals(amounts(end.money), ["charge 999", "refund 333", "refund 333", "refund 333"])
    })
  )

  it.effect("of apple, a refund that was taken back, shows in what was paid, and entitles again", () =>
    Effect.gen(function* () {
      const userId = yield* Fixtures.userId
      const start = DateTime.subtract(yield* DateTime.now, { days: 20 })
      const steps: ReadonlyArray<Step> = [
        { after: Duration.days(5), what: "refunded" },
        { after: Duration.days(9), what: "refund_reversed" }
      ]
      const { told } = yield* StoryTeller.tell("apple", Option.some(userId), steps, start)
      for (const order of orders(told)) {
        const { free, ...ending } = yield* after(yield* Storefronts, userId, order)
        assertEquals(ending.entitlement.tier, "premium")
        assertEquals(ending.entitlement, (yield* truthOf(userId, free, yield* DateTime.now)).entitlement)
        const kinds = ending.money.map((line) => line.split(" ")[1] ?? "").toSorted()
        assertEquals(kinds, ["charge", "refund", "refund_reversal"])
      }
    })
  )
})
