import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Option, Schema } from "effect"
import { Currency } from "../../src/subscriptions/Money.ts"
import * as PaymentRules from "../../src/subscriptions/PaymentRules.ts"
import {
  ExternalId,
  type Fate,
  type PartialRefund,
  type Purchase,
  type Term,
  TransactionId
} from "../../src/subscriptions/Purchase.ts"
import { merge } from "../../src/subscriptions/PurchaseRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import { price, term } from "../../testing/PurchaseFixtures.ts"
import { after } from "../services/World.ts"

const line = (fields: Partial<Term>): Purchase => ({
  provider: "apple",
  externalId: ExternalId.make("line"),
  terms: [term("t1", 0, fields)],
  renewal: Option.none(),
  replaces: Option.none(),
  acknowledged: true
})

const fate = (outcome: Fate["outcome"], days: number): Option.Option<Fate> =>
  Option.some({ outcome, at: after({ days }), statedAt: after({ days }) })

/** A part that went back, of 999. */
const part = (id: string, amountMinor: number, days: number): PartialRefund => ({
  ...price,
  transactionId: TransactionId.make(id),
  amountMinor,
  at: after({ days })
})

/** What is entered while the statements are heard one by one. */
const entered = (statements: ReadonlyArray<Purchase>): ReadonlyArray<PaymentRules.Booking> => {
  const bookings: Array<PaymentRules.Booking> = []
  let known = Option.none<Purchase>()
  for (const stated of statements) {
    const merged = Option.match(known, {
      onNone: () => merge(stated, stated),
      onSome: (before) => merge(before, stated)
    })
    bookings.push(...PaymentRules.newBookings(known, [stated], merged))
    known = Option.some(merged)
  }
  return bookings
}

const moneyBack = (bookings: ReadonlyArray<PaymentRules.Booking>): ReadonlyArray<string> =>
  bookings
    .filter(({ kind }) => kind !== "charge")
    .map(({ amountMinor, kind, status, transactionId }) => `${transactionId} ${kind} ${amountMinor} ${status}`)
    .toSorted()

const orders = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  all.length < 2 ? [all] : all.flatMap((first, i) => orders(all.toSpliced(i, 1)).map((rest) => [first, ...rest]))

const kinds = (bookings: ReadonlyArray<PaymentRules.Booking>) => bookings.map(({ kind, status }) => [kind, status])

describe("what was paid", () => {
  it("is a charge, and what became of it", () => {
    assertEquals(kinds(PaymentRules.bookingsOf(line({}))), [["charge", "completed"]])
    const after = (outcome: Fate["outcome"]) =>
      kinds(PaymentRules.bookingsOf(line({ fate: fate(outcome, 2) }))).slice(1)
    assertEquals(after("refunded"), [["refund", "refunded"]])
    assertEquals(after("disputed"), [["dispute", "disputed"]])
    assertEquals(after("refund_reversed"), [["refund_reversal", "completed"]])
    assertEquals([...after("upgraded"), ...after("revoked"), ...after("running")], [])
  })

  it("is nothing for a trial, a first payment on its way, or a price that the store does not tell", () => {
    assertEquals(PaymentRules.bookingsOf(line({ price: Option.some({ ...price, amountMinor: 0 }) })), [])
    assertEquals(PaymentRules.bookingsOf(line({ end: Fixtures.at })), [])
    assertEquals(PaymentRules.bookingsOf(line({ price: Option.none() })), [])
  })

  it("is told once, also of a refund that is overtaken when it is heard", () => {
    const known = line({ fate: fate("refund_reversed", 3) })
    const late = line({ fate: fate("refunded", 2) })
    const told = PaymentRules.newBookings(Option.some(known), [late], known)
    assertEquals(kinds(told), [["refund", "refunded"]])
    assertEquals(PaymentRules.newBookings(Option.some(known), [known], known), [])
  })

  it("has names that sort by time", () => {
    const [booking] = PaymentRules.bookingsOf(line({}))
    const named = (days: number) =>
      booking === undefined
        ? ""
        : PaymentRules.payment(
            { ...booking, processedAt: after({ days }) },
            "s",
            "ffffffff-ffff-4fff-8fff-ffffffffffff"
          ).id
    assertEquals(
      [named(2), named(1), named(3)].toSorted((left, right) => left.localeCompare(right)),
      [1, 2, 3].map(named)
    )
    assertEquals(named(0).slice(14, 15), "7")
  })
})

describe("what went back in parts", () => {
  const cases: ReadonlyArray<readonly [string, Partial<Term>, ReadonlyArray<string>]> = [
    ["a part", { partialRefunds: [part("p1", 300, 2)] }, ["p1 refund 300 refunded"]],
    [
      "two parts",
      { partialRefunds: [part("p1", 300, 2), part("p2", 300, 3)] },
      ["p1 refund 300 refunded", "p2 refund 300 refunded"]
    ],
    [
      "a part and a refund: of the rest",
      { partialRefunds: [part("p1", 300, 2)], fate: fate("refunded", 4) },
      ["p1 refund 300 refunded", "t1 refund 699 refunded"]
    ],
    [
      "a part and a chargeback: of the rest",
      { partialRefunds: [part("p1", 300, 2)], fate: fate("disputed", 4) },
      ["p1 refund 300 refunded", "t1 dispute 699 disputed"]
    ],
    [
      "all of it in parts, and a refund of nothing",
      { partialRefunds: [part("p1", 300, 2), part("p2", 699, 3)], fate: fate("refunded", 4) },
      ["p1 refund 300 refunded", "p2 refund 699 refunded"]
    ],
    [
      "more than was paid",
      { partialRefunds: [part("p1", 600, 2), part("p2", 600, 3), part("p3", 1, 4)] },
      ["p1 refund 600 refunded", "p2 refund 399 refunded"]
    ],
    ["nothing", { partialRefunds: [part("p1", 0, 2), part("p2", -5, 3)] }, []],
    ["other money than was paid", { partialRefunds: [{ ...part("p1", 300, 2), currency: Currency.make("EUR") }] }, []],
    ["a part of a price that is not told", { price: Option.none(), partialRefunds: [part("p1", 300, 2)] }, []]
  ]
  for (const [name, fields, expected] of cases) {
    it(name, () => assertEquals(moneyBack(PaymentRules.bookingsOf(line(fields))), expected))
  }

  it("is entered once, in whatever order and how often the statements are heard", () => {
    const [p1, p2] = [part("p1", 300, 2), part("p2", 200, 3)]
    const told = [
      line({}),
      line({ partialRefunds: [p1], statedAt: after({ days: 2 }) }),
      line({ partialRefunds: [p1, p2], statedAt: after({ days: 3 }) }),
      line({ partialRefunds: [p1, p2], fate: fate("refunded", 4), statedAt: after({ days: 4 }) })
    ]
    for (const order of orders(told)) {
      assertEquals(moneyBack(entered([...order, ...order.slice(0, 2)])), [
        "p1 refund 300 refunded",
        "p2 refund 200 refunded",
        "t1 refund 499 refunded"
      ])
    }
  })

  it("is the rest also where the refund does not speak of the parts, and no more where it came first", () => {
    const parts = line({ partialRefunds: [part("p1", 300, 2)] })
    const refund = line({ fate: fate("refunded", 4) })
    assertEquals(moneyBack(entered([parts, refund])), ["p1 refund 300 refunded", "t1 refund 699 refunded"])
    assertEquals(moneyBack(entered([refund, parts])), ["t1 refund 999 refunded"])
  })

  it("stays as it was entered where an earlier part is heard of later", () => {
    const [early, late] = [part("early", 600, 2), part("late", 600, 3)]
    assertEquals(moneyBack(entered([line({ partialRefunds: [late] }), line({ partialRefunds: [early] })])), [
      "early refund 399 refunded",
      "late refund 600 refunded"
    ])
  })

  /** Statements with any of the parts, of which some leave out what others tell. A full refund is Google's last word. */
  const Told = Schema.Array(
    Schema.Struct({
      parts: Schema.Array(Schema.Literals([0, 1, 2, 3])).check(Schema.isMaxLength(4)),
      outcome: Schema.Literals(["running", "refunded"])
    })
  ).check(Schema.isMaxLength(6))
  const all = [part("p0", 600, 1), part("p1", 0, 2), part("p2", 350, 3), part("p3", 1200, 4)]

  it.prop("is never more than was paid, nor told of twice", [Told], ([drawn]) => {
    const statements = drawn.map(({ outcome, parts }) =>
      line({
        fate: fate(outcome, outcome === "refunded" ? 7 : 5),
        partialRefunds: all.filter((_, i) => parts.some((index) => index === i))
      })
    )
    const back = entered(statements).filter(({ kind }) => kind === "refund")
    const sum = back.reduce((total, { amountMinor }) => total + amountMinor, 0)
    assertTrue(sum <= price.amountMinor, `${sum}`)
    assertEquals(new Set(back.map(PaymentRules.bookingKey)).size, back.length)
    assertTrue(back.every(({ amountMinor }) => amountMinor > 0))
  })
})
