import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Result } from "effect"
import { Entitlement } from "../../src/subscriptions/Entitlement.ts"
import { settle, standings } from "../../src/subscriptions/EntitlementRules.ts"
import type { Grant } from "../../src/subscriptions/Grant.ts"
import * as GrantRules from "../../src/subscriptions/GrantRules.ts"
import type { Said } from "../../src/subscriptions/LedgerRules.ts"
import * as LedgerRules from "../../src/subscriptions/LedgerRules.ts"
import { ExternalId, type Fate, type Purchase, type Renewal, RenewalState } from "../../src/subscriptions/Purchase.ts"
import { merge } from "../../src/subscriptions/PurchaseRules.ts"
import { standingOf } from "../../src/subscriptions/StandingRules.ts"
import { PremiumRequired } from "../../src/subscriptions/SubscriptionErrors.ts"
import type { HeldPurchase } from "../../src/subscriptions/SubscriptionLedger.ts"
import { isPaid } from "../../src/subscriptions/UsageRules.ts"
import type { User } from "../../src/users/User.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import { premium, renewing, term } from "../../testing/PurchaseFixtures.ts"
import { after } from "../services/World.ts"

const line = (fields: Partial<Purchase> = {}): Purchase => ({
  provider: "apple",
  externalId: ExternalId.make("line"),
  terms: [term("t1", 0)],
  renewal: Option.some(renewing),
  replaces: Option.none(),
  acknowledged: true,
  ...fields
})

const renewal = (state: RenewalState, autoRenew = true): Option.Option<Renewal> =>
  Option.some({ state, autoRenew, statedAt: Fixtures.at })

const fate = (outcome: Fate["outcome"], at = after({ days: 3 })): Option.Option<Fate> =>
  Option.some({ outcome, at, statedAt: at })

const { BillingRetry, Grace, Hold, Lapsed, Paused, Pending, Renewing } = RenewalState.cases
const [inside, past] = [after({ days: 10 }), after({ days: 40 })]
const end = after({ months: 1 })
const grace = renewal(Grace.make({ until: after({ days: 45 }) }))
const pendingTerm = term("t1", 0, { end: Fixtures.at })

type Row = readonly [
  what: string,
  purchase: Purchase,
  now: DateTime.Utc,
  state: string,
  status: string,
  until: DateTime.Utc
]
const rows: ReadonlyArray<Row> = [
  ["a paid term", line(), inside, "paid", "active", end],
  ["a trial", line({ terms: [term("t1", 0, { offer: "trial" })] }), inside, "trial", "active", end],
  ["a line of which only a term is known", line({ renewal: Option.none() }), inside, "paid", "active", end],
  ["one that will not renew", line({ renewal: renewal(Renewing.make({}), false) }), inside, "paid", "cancelled", end],
  ["a term that is over", line(), past, "expired", "expired", end],
  ["its last millisecond", line(), DateTime.subtract(end, { milliseconds: 1 }), "paid", "active", end],
  ["its end", line(), end, "expired", "expired", end],
  [
    "a renewal ahead of time",
    line({ terms: [term("t1", 0), term("t2", 1)] }),
    inside,
    "paid",
    "active",
    after({ months: 2 })
  ],
  ["a grace", line({ renewal: grace }), past, "grace", "active", after({ days: 45 })],
  ["a grace that is over", line({ renewal: grace }), after({ days: 45 }), "expired", "expired", end],
  ["a billing retry", line({ renewal: renewal(BillingRetry.make({})) }), past, "billing_retry", "pending", end],
  ["an account on hold", line({ renewal: renewal(Hold.make({})) }), past, "hold", "pending", end],
  ["a pause", line({ renewal: renewal(Paused.make({ resumesAt: Option.none() })) }), past, "paused", "pending", end],
  [
    "a pause that has not begun",
    line({ renewal: renewal(Paused.make({ resumesAt: Option.none() })) }),
    inside,
    "paid",
    "active",
    end
  ],
  [
    "a first payment on its way",
    line({ terms: [pendingTerm], renewal: renewal(Pending.make({})) }),
    inside,
    "pending",
    "pending",
    Fixtures.at
  ],
  ["a lapsed line", line({ renewal: renewal(Lapsed.make({}), false) }), past, "expired", "expired", end],
  [
    "a refund",
    line({ terms: [term("t1", 0, { fate: fate("refunded") })] }),
    inside,
    "refunded",
    "expired",
    after({ days: 3 })
  ],
  [
    "a refund in grace",
    line({ terms: [term("t1", 0, { fate: fate("refunded") })], renewal: grace }),
    inside,
    "refunded",
    "expired",
    after({ days: 3 })
  ],
  [
    "a refund taken back",
    line({ terms: [term("t1", 0, { fate: fate("refund_reversed") })] }),
    inside,
    "paid",
    "active",
    end
  ],
  [
    "a dispute",
    line({ terms: [term("t1", 0, { fate: fate("disputed") })] }),
    inside,
    "disputed",
    "expired",
    after({ days: 3 })
  ],
  [
    "a revocation",
    line({ terms: [term("t1", 0, { fate: fate("revoked") })] }),
    inside,
    "revoked",
    "expired",
    after({ days: 3 })
  ],
  [
    "a refund of the month before",
    line({ terms: [term("t1", 0, { fate: fate("refunded") }), term("t2", 1)] }),
    past,
    "paid",
    "active",
    after({ months: 2 })
  ],
  [
    "an upgrade",
    line({ terms: [term("t1", 0, { fate: fate("upgraded") })] }),
    inside,
    "upgraded",
    "expired",
    after({ days: 3 })
  ]
]

describe("where a line stands", () => {
  for (const [what, purchase, now, state, status, until] of rows) {
    it(`${what}: ${state}, ${status}`, () => {
      const standing = Option.getOrThrow(standingOf(purchase, now))
      assertEquals([standing.state, standing.status, standing.until], [state, status, until])
      // SPEC 1 says the same in one formula of what is stored.
      const settled = settle(Fixtures.subscription, [purchase], now)
      assertEquals(isPaid(settled, now), standing.entitles)
    })
  }

  const year = term("t1", 0, { end: after({ years: 1 }), plan: { tier: "premium", billingPeriod: "yearly" } })
  const family = term("t2", 0, {
    start: after({ days: 5 }),
    end: after({ days: 35 }),
    plan: { tier: "family", billingPeriod: "monthly" }
  })
  const upgradedLine = (changes: Partial<typeof family> = {}) => line({ terms: [year, { ...family, ...changes }] })

  it("an upgrade that shows by the new term alone: the old one is not there again when the new one ends", () => {
    const during = Option.getOrThrow(standingOf(upgradedLine(), inside))
    assertEquals([during.plan.tier, during.status, during.until], ["family", "active", after({ days: 35 })])
    const later = Option.getOrThrow(standingOf(upgradedLine(), past))
    assertEquals([later.plan.tier, later.status, later.entitles], ["family", "expired", false])
  })

  it("nor when the new one is refunded", () => {
    const refunded = upgradedLine({ fate: fate("refunded", after({ days: 8 })) })
    const { entitles, state, until } = Option.getOrThrow(standingOf(refunded, inside))
    assertEquals([state, entitles, until], ["refunded", false, after({ days: 8 })])
    const before = Option.getOrThrow(standingOf(refunded, after({ days: 4 })))
    assertEquals([before.plan.tier, before.entitles], ["premium", true])
  })

  it("an upgrade within a line: the tier of the term that runs", () => {
    const upgraded = term("t1", 0, { fate: fate("upgraded") })
    const family = term("t2", 0, { start: after({ days: 3 }), plan: { tier: "family", billingPeriod: "yearly" } })
    const { plan } = Option.getOrThrow(standingOf(line({ terms: [upgraded, family] }), inside))
    assertEquals(plan, { tier: "family", billingPeriod: "yearly" })
  })

  it("nowhere without a term", () => assertEquals(standingOf(line({ terms: [] }), inside), Option.none()))
})

describe("a person with several lines", () => {
  const other = (fields: Partial<Purchase>) =>
    line({ externalId: ExternalId.make("other"), provider: "google", ...fields })

  it("has what lasts longest", () => {
    const yearly = other({ terms: [term("g1", 0, { end: after({ years: 1 }) })] })
    assertEquals(settle(Fixtures.subscription, [line(), yearly], inside).endDate, after({ years: 1 }))
    assertEquals(settle(Fixtures.subscription, [yearly, line()], inside).endDate, after({ years: 1 }))
    const longer = line({ terms: [term("t1", 0, { end: after({ years: 2 }) })] })
    assertEquals(settle(Fixtures.subscription, [longer, yearly], inside).endDate, after({ years: 2 }))
  })

  it("has what entitles before what does not, and what may again before what is over", () => {
    const refunded = line({ terms: [term("t1", 0, { end: after({ years: 1 }), fate: fate("refunded") })] })
    const held = other({ terms: [term("g1", 0)], renewal: renewal(Hold.make({})) })
    const states = (purchases: ReadonlyArray<Purchase>) => standings(purchases, past).map(({ state }) => state)
    assertEquals(states([refunded, held]), ["hold", "refunded"])
    const running = line({ externalId: ExternalId.make("third"), terms: [term("t3", 1)] })
    assertEquals(states([refunded, held, running]), ["paid", "hold", "refunded"])
  })

  it("has nothing of a line that another one replaced, unless that one is not paid yet", () => {
    const old = other({ externalId: ExternalId.make("old"), terms: [term("g0", 0, { end: after({ years: 1 }) })] })
    const replaced = { replaces: Option.some(ExternalId.make("old")) }
    assertEquals(
      standings([old, other(replaced)], inside).map(({ purchase }) => purchase.externalId),
      ["other"]
    )
    const unpaid = other({ ...replaced, terms: [pendingTerm], renewal: renewal(Pending.make({})) })
    assertEquals(
      standings([old, unpaid], inside).map(({ purchase }) => purchase.externalId),
      ["old", "other"]
    )
  })

  it("keeps what is used, and stays free without a purchase", () => {
    const used = { ...Fixtures.subscription, usage: { ...Fixtures.subscription.usage, documents: 4 } }
    assertEquals(settle(used, [], inside), used)
    const { endDate, tier, usage } = settle(used, [line()], inside)
    assertEquals([tier, endDate, usage.documents], ["premium", end, 4])
  })
})

/** Every order of `all`. */
const orders = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  all.length < 2 ? [all] : all.flatMap((first, i) => orders(all.toSpliced(i, 1)).map((rest) => [first, ...rest]))

const at = (days: number) => after({ days })
const told = (days: number, state: RenewalState, autoRenew = true): Option.Option<Renewal> =>
  Option.some({ state, autoRenew, statedAt: at(days) })

/** Bought, renewal turned off, turned on again, upgraded, refunded for the upgrade, renewed by the first plan. */
const story: ReadonlyArray<Purchase> = [
  line({ renewal: told(0, Renewing.make({})) }),
  line({ terms: [term("t1", 0, { statedAt: at(2) })], renewal: told(2, Renewing.make({}), false) }),
  line({ terms: [term("t1", 0, { statedAt: at(4) })], renewal: told(4, Renewing.make({})) }),
  line({
    terms: [
      term("t1", 0, { statedAt: at(6), fate: fate("upgraded", at(6)) }),
      term("t2", 0, { start: at(6), statedAt: at(6), plan: { tier: "family", billingPeriod: "monthly" } })
    ],
    renewal: told(6, Renewing.make({}))
  }),
  line({
    terms: [
      term("t2", 0, {
        start: at(6),
        statedAt: at(8),
        plan: { tier: "family", billingPeriod: "monthly" },
        fate: fate("refunded", at(8))
      })
    ],
    renewal: told(8, Lapsed.make({}), false)
  }),
  line({ terms: [term("t3", 0, { start: at(9), end: at(39), statedAt: at(9) })], renewal: told(9, Renewing.make({})) })
]

describe("a story of six events", () => {
  it("ends the same in all 720 orders, with each event told twice", () => {
    const inOrder = story.reduce(merge)
    assertEquals(settle(Fixtures.subscription, [inOrder], inside), {
      ...Fixtures.subscription,
      ...premium,
      provider: "apple",
      externalId: "line",
      endDate: at(39),
      autoRenew: true
    })
    const all = orders(story)
    assertEquals(all.length, 720)
    for (const order of all) {
      const twice = order.flatMap((event, i) => [event, order[Math.floor(i / 2)] ?? event])
      assertEquals(twice.reduce(merge), inOrder)
    }
  })

  it("entitles at each moment as the store's own history does", () => {
    const entitled = [0, 3, 5, 7, 8.5, 9.5, 38].map((days) => {
      const known = story.filter(({ renewal }) =>
        Option.exists(renewal, ({ statedAt }) => DateTime.isLessThanOrEqualTo(statedAt, after({ hours: days * 24 })))
      )
      const [first] = standings([known.reduce(merge)], after({ hours: days * 24 }))
      return `${first?.state} ${first?.status} ${first?.plan.tier}`
    })
    assertEquals(entitled, [
      "paid active premium",
      "paid cancelled premium",
      "paid active premium",
      "paid active family",
      "refunded expired family",
      "paid active premium",
      "paid active premium"
    ])
  })
})

/** The same story, shortened, of somebody to whom an operator also gave something, took it back, and gave it again. */
const grantStory = Effect.fnUntraced(function* () {
  const user = yield* Fixtures.user
  const grant: Grant = { tier: "family", until: at(60) }
  const gift = (days: number) => Result.getOrThrow(GrantRules.given(user, [], grant, at(days)))
  const taken = GrantRules.revoked({ purchase: gift(1).purchase, lookAt: Option.none() }, at(3))
  const [bought, off, , upgraded] = story
  const signed = (purchase: Purchase): Said => ({ purchase, basis: "signed" })
  const stores = [bought, off, upgraded, story.at(-1)].flatMap((one) => (one === undefined ? [] : [signed(one)]))
  return { user, stores, operator: [gift(1), taken, gift(5)] }
})

/** What somebody has after all that was `said`, by the rule that the ledger is written by, and what was booked of it. */
const entered = (user: User, said: ReadonlyArray<Said>) => {
  let [known, held] = [user, [] as ReadonlyArray<HeldPurchase>]
  const booked: Array<string> = []
  for (const one of said) {
    const step = LedgerRules.enter(known, held, [one], inside)
    if (Option.isNone(step)) continue
    const { bookings, held: next } = step.value
    known = step.value.user
    held = [...held.filter(({ purchase }) => !LedgerRules.isSameLine(purchase, next.purchase)), next]
    booked.push(...bookings.map(({ kind, provider, transactionId }) => `${provider} ${transactionId} ${kind}`))
  }
  const { updatedAt: _, ...subscription } = known.subscription
  const owned = held.filter(({ purchase }) => purchase.provider === "system")
  const fates = owned.map(({ purchase }) => purchase.terms.map(({ end, fate }) => [fate, end]))
  return { subscription, booked: booked.toSorted(), looks: owned.map(({ lookAt }) => lookAt), fates }
}

/** Every way to put `others` between what keeps its order. */
const interleavings = <A>(kept: ReadonlyArray<A>, others: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> => {
  const [first, ...rest] = kept
  const [other, ...left] = others
  if (first === undefined) return [others]
  if (other === undefined) return [kept]
  return [
    ...interleavings(rest, others).map((one) => [first, ...one]),
    ...interleavings(kept, left).map((one) => [other, ...one])
  ]
}

describe("a story of store news and an operator's grants", () => {
  it.effect("ends the same in all 5040 orders of its seven statements, each as of its own time", () =>
    Effect.gen(function* () {
      const { operator, stores, user } = yield* grantStory()
      const all = orders([...stores, ...operator.map(({ purchase }): Said => ({ purchase, basis: "signed" }))])
      assertEquals(all.length, 5040)
      const end = entered(user, [...stores, ...operator])
      assertEquals(
        [end.subscription.tier, end.subscription.provider, end.subscription.endDate],
        ["family", "system", at(60)]
      )
      assertEquals(end.booked, ["apple t1 charge", "apple t2 charge", "apple t3 charge"])
      assertEquals(end.looks, [Option.none()])
      for (const order of all) assertEquals(entered(user, order), end)
    })
  )

  it.effect(
    "ends the same wherever the news fall among what the operator did, and without the grant as without it",
    () =>
      Effect.gen(function* () {
        const { operator, stores, user } = yield* grantStory()
        const taken = operator.slice(0, 2)
        const without = entered(user, stores)
        for (const order of orders(stores)) {
          for (const said of interleavings(operator, order))
            assertEquals(entered(user, said).subscription, entered(user, [...stores, ...operator]).subscription)
          for (const said of interleavings(taken, order)) {
            const { booked, subscription } = entered(user, said)
            assertEquals([subscription, booked], [without.subscription, without.booked])
          }
        }
      })
  )
})

describe("an entitlement", () => {
  it.effect("is given to whom has paid, and refused to whom has not, with what it was asked for", () =>
    Effect.gen(function* () {
      const subscription = settle(Fixtures.subscription, [line()], inside)
      const user = yield* Fixtures.userWith({ subscription })
      const given = yield* Effect.fromResult(Entitlement.require(user, "doctor_report", inside))
      assertEquals([given.userId, given.feature], [user.id, "doctor_report"])
      assertEquals(
        Entitlement.require(user, "doctor_report", past),
        Result.fail(new PremiumRequired({ feature: "doctor_report" }))
      )
      const free = yield* Fixtures.user
      assertTrue(Result.isFailure(Entitlement.require(free, "analytics_export", inside)))
      const family = { ...subscription, tier: "family" as const }
      assertTrue(
        Result.isSuccess(
          Entitlement.require(yield* Fixtures.userWith({ subscription: family }), "analytics_export", inside)
        )
      )
    })
  )
})
