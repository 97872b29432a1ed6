import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Duration, Effect, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Reason } from "../../src/operators/Operator.ts"
import { Erasures } from "../../src/privacy/Erasures.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import { Grants } from "../../src/subscriptions/Grants.ts"
import { StoreBooks } from "../../src/subscriptions/MemoryStorefronts.ts"
import { type Renewal, RenewalState } from "../../src/subscriptions/Purchase.ts"
import { Purchases } from "../../src/subscriptions/Purchases.ts"
import { Reconciliation, type ReconciliationReport } from "../../src/subscriptions/Reconciliation.ts"
import { NotificationId, StoreMessage, StoreNotification } from "../../src/subscriptions/StoreNotification.ts"
import { StoreNotifications } from "../../src/subscriptions/StoreNotifications.ts"
import { SubscriptionLedger } from "../../src/subscriptions/SubscriptionLedger.ts"
import { UserNotFound } from "../../src/users/UserErrors.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { Calls } from "../../testing/Counting.ts"
import * as PurchaseFixtures from "../../testing/PurchaseFixtures.ts"
import { newsOf, sold } from "../../testing/StoreScene.ts"
import * as World from "./World.ts"

const receive = (message: StoreMessage) => StoreNotifications.use((notifications) => notifications.receive(message))

const subscriptionOf = Effect.fnUntraced(function* (userId: UserId) {
  const user = yield* Effect.fromOption(yield* (yield* UserStore).find(userId))
  return user.subscription
})

describe("what a store tells", () => {
  it.effect(
    "binds a purchase to whom the app named before their app has shown it, and the app's own call then changes nothing",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user } = yield* World.newcomer
        const purchase = yield* PurchaseFixtures.purchase("google")
        const proof = yield* sold(purchase, Option.some(user.id))
        yield* receive(yield* newsOf(purchase, Option.some(user.id)))
        assertEquals((yield* subscriptionOf(user.id)).tier, "premium")
        const view = yield* Purchases.use((purchases) => purchases.submit(caller, proof))
        assertEquals([view.tier, yield* (yield* StoreBooks).acknowledgements(purchase)], ["premium", 1])
      })
    )
  )

  it.effect(
    "in a new kind, about nothing, about nobody's purchase, or about nobody whom we know: heard, and nothing changes",
    World.story(() =>
      Effect.gen(function* () {
        const books = yield* StoreBooks
        const calls = yield* Calls
        const { user } = yield* World.newcomer
        const message = StoreMessage.cases.Apple.make({ signedPayload: Redacted.make("new") })
        const unknown = { provider: "apple", id: NotificationId.make("n-1"), type: "NEVER_HEARD_OF" } as const
        const heard = new StoreNotification({ ...unknown, line: Option.none(), statement: Option.none() })
        yield* books.send(message, Effect.succeed(heard))
        const nobodys = yield* PurchaseFixtures.purchase("google")
        yield* sold(nobodys, Option.none())
        const strangers = yield* PurchaseFixtures.purchase("apple")
        const messages = [
          message,
          yield* newsOf(nobodys, Option.none()),
          yield* newsOf(strangers, Option.some(user.id.replace(/^..../, "dead") as UserId))
        ]
        for (const one of messages) {
          const made = yield* calls.during(receive(one))
          assertEquals([made["SubscriptionLedger.record"], made["SubscriptionLedger.keep"]], [undefined, 1])
          yield* receive(one)
        }
      })
    )
  )

  it.effect(
    "after an erasure brings nobody back",
    World.story(() =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        for (const provider of ["apple", "google"] as const) {
          const { caller, user } = yield* World.newcomer
          const purchase = yield* PurchaseFixtures.purchase(provider)
          const owner = Option.some(user.id)
          yield* Purchases.use((purchases) =>
            Effect.flatMap(sold(purchase, owner), (proof) => purchases.submit(caller, proof))
          )
          yield* Erasures.use((erasures) => erasures.erase(caller, "DELETE"))
          yield* receive(yield* newsOf(purchase, owner))
          assertEquals(
            [yield* (yield* UserStore).find(user.id), yield* ledger.remains(user.id)],
            [Option.none(), false]
          )
        }
      })
    )
  )

  it.effect(
    "while somebody is being erased changes nothing of them",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        yield* World.alter(user.id, { status: "deleted" })
        yield* receive(yield* newsOf(yield* PurchaseFixtures.purchase("apple"), Option.some(user.id)))
        assertEquals(yield* (yield* SubscriptionLedger).purchasesOf(user.id), [])
      })
    )
  )

  it.effect(
    "of Google's is asked for after the user was read, so that what is written is what the store said last",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const owner = Option.some(user.id)
        const purchase = yield* PurchaseFixtures.purchase("google")
        yield* sold(purchase, owner)
        yield* receive(yield* newsOf(purchase, owner))
        // A machine whose clock is a year behind asked last.
        const off = { ...PurchaseFixtures.renewing, autoRenew: false, statedAt: World.after({ years: -1 }) }
        yield* sold({ ...purchase, renewal: Option.some(off) }, owner)
        yield* receive(yield* newsOf(purchase, owner))
        assertEquals((yield* subscriptionOf(user.id)).status, "cancelled")
      })
    )
  )
})

const run = Effect.gen(function* () {
  const until = DateTime.add(yield* DateTime.now, { minutes: 5 })
  return yield* Reconciliation.use((reconciliation) => reconciliation.run({ batch: 3, until }))
})

const report = { asked: 0, postponed: 0, struck: 0, failed: 0, isDone: true, lag: Duration.zero }

describe("reconciliation", () => {
  it.effect(
    "asks for what has ended, learns of a renewal whose notification was lost, and then leaves it alone",
    World.story(() =>
      Effect.gen(function* () {
        const people = yield* Effect.replicateEffect(World.newcomer, 7)
        const lines = yield* Effect.forEach(people, ({ user }) =>
          Effect.gen(function* () {
            const purchase = yield* PurchaseFixtures.purchase("apple")
            yield* sold(purchase, Option.some(user.id))
            yield* receive(yield* newsOf(purchase, Option.some(user.id)))
            return { purchase, owner: Option.some(user.id), id: user.id }
          })
        )
        assertEquals(yield* run, report)
        yield* TestClock.setTime(World.after({ days: 32 }).epochMilliseconds)
        for (const { owner, purchase } of lines) {
          const second = PurchaseFixtures.term(`${purchase.externalId}-2`, 1)
          yield* sold({ ...purchase, terms: [...purchase.terms, second] }, owner)
        }
        assertEquals(yield* run, { ...report, asked: 7, lag: Duration.days(1) })
        for (const { id } of lines) assertEquals((yield* subscriptionOf(id)).endDate, World.after({ months: 2 }))
        assertEquals(yield* run, report)
      })
    )
  )

  it.effect(
    "asks soon about a line that it first hears of after its end: the news of a renewal may be what got lost",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const purchase = yield* PurchaseFixtures.purchase("apple", { acknowledged: true })
        const second = PurchaseFixtures.term(`${purchase.externalId}-2`, 1)
        yield* sold({ ...purchase, terms: [...purchase.terms, second] }, Option.some(user.id))
        yield* TestClock.setTime(World.after({ days: 40 }).epochMilliseconds)
        yield* receive(yield* newsOf(purchase, Option.some(user.id)))
        const expired = yield* subscriptionOf(user.id)
        assertEquals([expired.status, expired.endDate], ["expired", World.after({ months: 1 })])
        assertEquals(yield* run, report)
        yield* TestClock.adjust("16 minutes")
        assertEquals(yield* run, { ...report, asked: 1, lag: Duration.minutes(1) })
        const renewed = yield* subscriptionOf(user.id)
        assertEquals([renewed.status, renewed.endDate], ["active", World.after({ months: 2 })])
      })
    )
  )

  const over = World.after({ months: 1 })
  const { Grace, Lapsed, Renewing } = RenewalState.cases
  const endings: ReadonlyArray<readonly [what: string, renewal: Renewal, looks: number]> = [
    ["was to be renewed", PurchaseFixtures.renewing, 1],
    [
      "was in a grace",
      { ...PurchaseFixtures.renewing, state: Grace.make({ until: World.after({ days: 35 }) }), statedAt: over },
      1
    ],
    ["had lapsed", { ...PurchaseFixtures.renewing, state: Lapsed.make({}) }, 0],
    ["was stated after its end", { ...PurchaseFixtures.renewing, state: Renewing.make({}), statedAt: over }, 0]
  ]
  for (const [what, renewal, looks] of endings) {
    it.effect(
      `asks ${looks === 0 ? "never" : "once"} about an old line that ${what}, also where its store says nothing new`,
      World.story(() =>
        Effect.gen(function* () {
          const { user } = yield* World.newcomer
          const purchase = yield* PurchaseFixtures.purchase("apple", {
            acknowledged: true,
            renewal: Option.some(renewal)
          })
          yield* sold(purchase, Option.some(user.id))
          yield* TestClock.setTime(World.after({ days: 40 }).epochMilliseconds)
          yield* receive(yield* newsOf(purchase, Option.some(user.id)))
          yield* TestClock.adjust("16 minutes")
          assertEquals((yield* run).asked, looks)
          yield* TestClock.adjust("2 days")
          assertEquals(yield* run, report)
        })
      )
    )
  }

  it.effect(
    "acknowledges what was entered while the store did not listen, within Google's three days",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const ledger = yield* SubscriptionLedger
        const purchase = yield* PurchaseFixtures.purchase("google")
        const owner = Option.some(user.id)
        yield* sold(purchase, owner)
        // As it stands after a crash between the entry and the acknowledgement.
        const stored = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
        const held = { purchase, lookAt: Option.some(World.after({ minutes: 15 })) }
        yield* ledger.record({
          user: World.nextOf(stored),
          held,
          before: Option.none(),
          payments: [],
          receipt: Option.none()
        })
        yield* TestClock.adjust("16 minutes")
        assertEquals(yield* run, { ...report, asked: 1, lag: Duration.minutes(1) })
        assertEquals(yield* (yield* StoreBooks).acknowledgements(purchase), 1)
        const [after] = yield* ledger.purchasesOf(user.id)
        assertEquals([after?.purchase.acknowledged, after?.lookAt], [true, Option.some(World.after({ months: 1 }))])
      })
    )
  )

  it.effect(
    "strikes what is due for people who are gone, and looks at a line that a store no longer knows once more and never again",
    World.story(() =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const { user } = yield* World.newcomer
        const purchase = yield* PurchaseFixtures.purchase("apple")
        const stored = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
        const held = { purchase, lookAt: Option.some(World.after({ minutes: 1 })) }
        const entry = { user: World.nextOf(stored), held, before: Option.none(), payments: [], receipt: Option.none() }
        yield* ledger.record(entry)
        yield* TestClock.adjust("2 minutes")
        assertEquals(yield* run, { ...report, asked: 1, lag: Duration.minutes(1) })
        assertEquals((yield* ledger.purchasesOf(user.id))[0]?.lookAt, Option.none())
      })
    )
  )

  it.effect(
    "postpones by an hour whom a store does not answer about, and goes on with the others",
    World.story(() =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const { user } = yield* World.newcomer
        const purchase = yield* PurchaseFixtures.purchase("google", { acknowledged: true })
        yield* sold(purchase, Option.some(user.id))
        yield* receive(yield* newsOf(purchase, Option.some(user.id)))
        yield* TestClock.setTime(World.after({ days: 32 }).epochMilliseconds)
        const down = new Unavailable({ resource: "store", operation: "test", retryable: true, cause: "down" })
        yield* (yield* StoreBooks).outage(purchase, down)
        assertEquals(yield* run, { ...report, postponed: 1, lag: Duration.days(1) })
        const [held] = yield* ledger.purchasesOf(user.id)
        assertEquals(held?.lookAt, Option.some(World.after({ days: 32, hours: 1 })))
        assertEquals(yield* run, report)
      })
    )
  )

  const person = (userId: UserId) => Reconciliation.use((reconciliation) => reconciliation.person(userId))

  it.effect(
    "of one person asks about each of their purchases, due or over, and about no grant",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const owner = Option.some(user.id)
        const lines = yield* Effect.forEach(["apple", "google"] as const, (provider) =>
          PurchaseFixtures.purchase(provider, { acknowledged: true })
        )
        for (const purchase of lines) {
          yield* sold(purchase, owner)
          yield* receive(yield* newsOf(purchase, owner))
        }
        yield* Grants.use((grants) =>
          grants.give(
            user.id,
            { tier: "family", until: World.after({ days: 3 }) },
            Option.some({ reason: Reason.make("A month for the outage in May") })
          )
        )
        const [apple, google] = lines
        if (apple === undefined || google === undefined) return yield* Effect.die("two were sold")
        yield* sold({ ...apple, terms: [...apple.terms, PurchaseFixtures.term("later", 1)] }, owner)
        const down = new Unavailable({ resource: "store", operation: "test", retryable: true, cause: "down" })
        yield* (yield* StoreBooks).outage(google, down)
        assertEquals(yield* person(user.id), { ...report, asked: 1, postponed: 1 })
        assertEquals((yield* subscriptionOf(user.id)).endDate, World.after({ months: 2 }))
        assertEquals(yield* Effect.flip(person("019845e1-682f-7b02-a706-3b2422d13aec" as UserId)), new UserNotFound())
      })
    )
  )

  it.effect(
    "of one person takes up what only their subscription names, if its store says that it can be theirs",
    World.story(() =>
      Effect.gen(function* () {
        const [ada, eve] = [yield* World.newcomer, yield* World.newcomer]
        const purchase = yield* PurchaseFixtures.purchase("google")
        const second = PurchaseFixtures.term("second", 1)
        yield* sold({ ...purchase, terms: [...purchase.terms, second] }, Option.none())
        const moved = { tier: "premium", provider: "google", externalId: purchase.externalId } as const
        for (const { user } of [ada, eve]) {
          const subscription = { ...user.subscription, ...moved, endDate: World.after({ months: 1 }) }
          yield* World.alter(user.id, { subscription })
        }
        assertEquals(yield* person(ada.user.id), { ...report, asked: 1 })
        assertEquals((yield* subscriptionOf(ada.user.id)).endDate, World.after({ months: 2 }))
        assertEquals(yield* (yield* StoreBooks).acknowledgements(purchase), 1)
        // The same line in a second account is that of whoever came first.
        assertEquals(yield* person(eve.user.id), { ...report, struck: 1 })
        assertEquals(yield* (yield* SubscriptionLedger).purchasesOf(eve.user.id), [])
      })
    )
  )

  it.effect(
    "tells how far it is after each batch",
    World.story(() =>
      Effect.gen(function* () {
        for (const { user } of yield* Effect.replicateEffect(World.newcomer, 5)) {
          const purchase = yield* PurchaseFixtures.purchase("apple")
          yield* sold(purchase, Option.some(user.id))
          yield* receive(yield* newsOf(purchase, Option.some(user.id)))
        }
        yield* TestClock.setTime(World.after({ days: 32 }).epochMilliseconds)
        const heard: Array<number> = []
        const bounds = { batch: 2, until: World.after({ days: 33 }) }
        const onBatch = ({ asked }: ReconciliationReport) => Effect.sync(() => void heard.push(asked))
        yield* Reconciliation.use((reconciliation) => reconciliation.run({ ...bounds, onBatch }))
        assertEquals(heard, [2, 4, 5])
      })
    )
  )
})
