import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Layer, Option, Stream } from "effect"
import { TestClock } from "effect/testing"
import { AuditTrail } from "../../src/audit/AuditTrail.ts"
import { type Grounds, Reason } from "../../src/operators/Operator.ts"
import { Warrants } from "../../src/operators/Warrants.ts"
import { Erasures } from "../../src/privacy/Erasures.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import type { Grant } from "../../src/subscriptions/Grant.ts"
import { GrantNotFound, GrantRefused } from "../../src/subscriptions/GrantErrors.ts"
import * as GrantRules from "../../src/subscriptions/GrantRules.ts"
import { Grants } from "../../src/subscriptions/Grants.ts"
import { ExternalId } from "../../src/subscriptions/Purchase.ts"
import { Purchases } from "../../src/subscriptions/Purchases.ts"
import { SubscriptionLedger } from "../../src/subscriptions/SubscriptionLedger.ts"
import { Subscriptions } from "../../src/subscriptions/Subscriptions.ts"
import { UserNotFound } from "../../src/users/UserErrors.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { Calls } from "../../testing/Counting.ts"
import * as PurchaseFixtures from "../../testing/PurchaseFixtures.ts"
import { sold } from "../../testing/StoreScene.ts"
import * as World from "./World.ts"

const grounds = Option.some({ reason: Reason.make("A month for the outage in May") })
const none: Option.Option<Grounds> = Option.none()
const quarter: Grant = { tier: "premium", until: World.after({ months: 3 }) }

const give = (userId: UserId, grant = quarter, why: typeof none = grounds) =>
  Grants.use((grants) => grants.give(userId, grant, why))
const revoke = (userId: UserId, grant = GrantRules.lineOf(userId, quarter).externalId, why: typeof none = grounds) =>
  Grants.use((grants) => grants.revoke(userId, grant, why))
const inspect = (userId: UserId) => Subscriptions.use((subscriptions) => subscriptions.inspect(userId))

/** How many acts the trail was told of. */
const told = AuditTrail.use(({ names }) => Effect.map(Stream.runCollect(names), (all) => all.length))

/** What counts, in one line. */
const standing = Effect.fnUntraced(function* (userId: UserId) {
  const { explanation, subscription, tier } = yield* inspect(userId)
  const [first] = explanation.evidence
  return `${tier} ${subscription.status} by ${subscription.provider}: ${first?.state ?? "nothing"}`
})

/** Bought in Google's store, for a month. */
const subscribed = Effect.gen(function* () {
  const person = yield* World.newcomer
  const purchase = yield* PurchaseFixtures.purchase("google", { acknowledged: true })
  const proof = yield* sold(purchase, Option.some(person.user.id))
  yield* Purchases.use((purchases) => purchases.submit(person.caller, proof))
  return { ...person, purchase }
})

describe("what an operator grants", () => {
  it.effect(
    "gives the tier until its end and not a millisecond longer, pays nothing, asks no store, and renews nothing",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const granted = yield* give(user.id)
        assertEquals([granted.isNew, granted.tier, granted.features.length], [true, "premium", 2])
        const { subscription } = granted
        assertEquals(
          [subscription.status, subscription.provider, subscription.endDate, subscription.autoRenew],
          ["active", "system", quarter.until, false]
        )
        assertTrue(!("billingPeriod" in subscription))
        const { held } = yield* inspect(user.id)
        assertEquals(
          held.map(({ lookAt }) => lookAt),
          [Option.none()]
        )
        const ledger = yield* SubscriptionLedger
        assertEquals((yield* ledger.payments(user.id, 10, Option.none())).payments, [])
        yield* TestClock.setTime(quarter.until.epochMilliseconds - 1)
        assertEquals(yield* standing(user.id), "premium active by system: granted")
        yield* TestClock.setTime(quarter.until.epochMilliseconds)
        assertEquals(yield* standing(user.id), "free expired by system: expired")
        assertEquals(yield* ledger.due(World.after({ years: 9 }), 10), [])
      })
    )
  )

  it.effect(
    "is given once however often it is given, taken back once, and can be given anew",
    World.story(() =>
      Effect.gen(function* () {
        const calls = yield* Calls
        const { user } = yield* World.newcomer
        yield* give(user.id)
        const again = yield* calls.during(give(user.id))
        assertEquals(again["SubscriptionLedger.record"], undefined)
        assertEquals([(yield* give(user.id)).isNew, yield* told], [false, 1])
        yield* TestClock.adjust("1 day")
        assertEquals([(yield* revoke(user.id)).tier, yield* told], ["free", 2])
        assertEquals(yield* standing(user.id), "free expired by system: revoked")
        assertEquals(yield* Effect.flip(revoke(user.id)), new GrantNotFound())
        // In the same moment: what is said later counts all the same.
        assertEquals([(yield* give(user.id)).isNew, (yield* revoke(user.id)).tier], [true, "free"])
        assertEquals((yield* give(user.id)).tier, "premium")
        assertEquals((yield* inspect(user.id)).held.length, 1)
      })
    )
  )

  it.effect(
    "leaves what was bought: it counts while it lasts longer, and what is left counts again when it is taken back",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* subscribed
        const month = { tier: "family", until: World.after({ days: 10 }) } as const
        yield* give(user.id, month)
        assertEquals(yield* standing(user.id), "premium active by google: paid")
        yield* give(user.id)
        assertEquals(yield* standing(user.id), "premium active by system: granted")
        yield* revoke(user.id)
        assertEquals(yield* standing(user.id), "premium active by google: paid")
        yield* TestClock.setTime(World.after({ days: 40 }).epochMilliseconds)
        assertEquals(yield* standing(user.id), "free expired by google: expired")
        // A grant that outlived the purchase and is gone leaves it where it was.
        yield* give(user.id)
        assertEquals(yield* standing(user.id), "premium active by system: granted")
        yield* revoke(user.id)
        assertEquals(yield* standing(user.id), "free expired by google: expired")
        const { payments } = yield* (yield* SubscriptionLedger).payments(user.id, 10, Option.none())
        assertEquals(
          payments.map(({ provider }) => provider),
          ["google"]
        )
      })
    )
  )

  it.effect(
    "only tells what it would come to in a dry run",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const dry = yield* give(user.id, quarter, none)
        assertEquals([dry.isNew, dry.tier], [true, "premium"])
        assertEquals(yield* standing(user.id), "free active by system: nothing")
        yield* give(user.id)
        const taken = yield* revoke(user.id, dry.grant, none)
        assertEquals([taken.isNew, taken.tier], [true, "free"])
        assertEquals([yield* standing(user.id), yield* told], ["premium active by system: granted", 1])
      })
    )
  )

  it.effect(
    "is not given where the trail cannot be told of it first",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const down = new Unavailable({ resource: "storage", operation: "test", retryable: true, cause: "down" })
        const silent = Layer.mock(AuditTrail, { append: () => Effect.fail(down) })
        const layer = Grants.layer.pipe(Layer.provide(Warrants.layer), Layer.provide(silent))
        assertEquals(yield* Effect.flip(Effect.provide(give(user.id), layer, { local: true })), down)
        assertEquals(yield* standing(user.id), "free active by system: nothing")
      })
    )
  )

  const refused = (until: Grant["until"]) =>
    Effect.gen(function* () {
      const { user } = yield* World.newcomer
      return yield* Effect.flip(give(user.id, { tier: "premium", until }))
    })

  it.effect(
    "is refused when it would be over already, or lasts longer than anybody means",
    World.story(() =>
      Effect.gen(function* () {
        assertEquals(yield* refused(World.after({})), new GrantRefused({ reason: "already_over" }))
        const tooLong = World.after({ years: 2, milliseconds: 1 })
        assertEquals(yield* refused(tooLong), new GrantRefused({ reason: "too_long" }))
      })
    )
  )

  it.effect(
    "is refused on top of a paid subscription that rests on nothing we hold, until its store was asked",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        const moved = { tier: "premium", provider: "apple", externalId: "20001" } as const
        const subscription = { ...user.subscription, ...moved, endDate: World.after({ months: 1 }) }
        yield* World.alter(user.id, { subscription })
        assertEquals(yield* Effect.flip(give(user.id)), new GrantRefused({ reason: "unreconciled" }))
        yield* TestClock.setTime(World.after({ months: 1 }).epochMilliseconds)
        assertEquals((yield* give(user.id)).tier, "premium")
      })
    )
  )

  it.effect(
    "is nobody else's to take back, and goes with its person",
    World.story(() =>
      Effect.gen(function* () {
        const [ada, eve] = [yield* World.newcomer, yield* World.newcomer]
        const { grant } = yield* give(ada.user.id)
        assertEquals(yield* Effect.flip(revoke(eve.user.id, grant)), new GrantNotFound())
        const { purchase, user } = yield* subscribed
        assertEquals(yield* Effect.flip(revoke(user.id, purchase.externalId)), new GrantNotFound())
        assertEquals(yield* Effect.flip(revoke(user.id, ExternalId.make("none"))), new GrantNotFound())
        yield* Erasures.use((erasures) => erasures.erase(ada.caller, "DELETE"))
        assertEquals(yield* (yield* SubscriptionLedger).remains(ada.user.id), false)
        const refusals = [
          yield* Effect.flip(give(ada.user.id)),
          yield* Effect.flip(revoke(ada.user.id)),
          yield* Effect.flip(inspect(ada.user.id))
        ]
        for (const refusal of refusals) assertEquals(refusal, new UserNotFound())
      })
    )
  )

  it.effect(
    "is not given to somebody who is being erased",
    World.story(() =>
      Effect.gen(function* () {
        const { user } = yield* World.newcomer
        yield* World.alter(user.id, { status: "deleted" })
        assertEquals(yield* Effect.flip(give(user.id)), new UserNotFound())
        assertEquals(yield* (yield* SubscriptionLedger).purchasesOf(user.id), [])
      })
    )
  )
})
