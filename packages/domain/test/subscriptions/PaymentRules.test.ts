import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Option } from "effect"
import * as PaymentRules from "../../src/subscriptions/PaymentRules.ts"
import { ExternalId, type Fate, type Purchase, type Term } from "../../src/subscriptions/Purchase.ts"
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
