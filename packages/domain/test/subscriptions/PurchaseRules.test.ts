import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Option, Schema } from "effect"
import { ExternalId, Fate, type Purchase, Renewal, Term, TransactionId } from "../../src/subscriptions/Purchase.ts"
import { follow, merge } from "../../src/subscriptions/PurchaseRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as PurchaseFixtures from "../../testing/PurchaseFixtures.ts"

/** Few transactions and few moments, so that statements meet and tie. */
const moments = Schema.Literals([0, 1, 2])
const at = (minutes: number) => DateTime.add(Fixtures.at, { minutes })

const Drawn = Schema.Struct({
  terms: Schema.Array(
    Schema.Struct({
      term: Term,
      transaction: Schema.Literals(["a", "b"]),
      statedAt: moments,
      fate: Schema.Option(Schema.Struct({ outcome: Fate.fields.outcome, statedAt: moments })),
      refunds: Schema.Array(
        Schema.Struct({ transaction: Schema.Literals(["x", "y"]), at: moments, amountMinor: moments })
      ).check(Schema.isMaxLength(3))
    })
  ).check(Schema.isMaxLength(3)),
  renewal: Schema.Option(Schema.Struct({ state: Renewal.fields.state, autoRenew: Schema.Boolean, statedAt: moments })),
  replaces: Schema.Option(Schema.Literals(["x", "y"])),
  acknowledged: Schema.Boolean
})

const said = (drawn: typeof Drawn.Type): Purchase => {
  const empty: Purchase = {
    provider: "google",
    externalId: ExternalId.make("line"),
    terms: [],
    renewal: Option.map(drawn.renewal, (renewal) => ({ ...renewal, statedAt: at(renewal.statedAt) })),
    replaces: Option.map(drawn.replaces, (id) => ExternalId.make(id)),
    acknowledged: drawn.acknowledged
  }
  return drawn.terms
    .map(({ fate, refunds, statedAt, term, transaction }): Term => ({
      ...term,
      transactionId: TransactionId.make(transaction),
      statedAt: at(statedAt),
      fate: Option.map(fate, (known) => ({ outcome: known.outcome, at: Fixtures.at, statedAt: at(known.statedAt) })),
      partialRefunds: refunds.map((drawn) => ({
        ...PurchaseFixtures.price,
        amountMinor: drawn.amountMinor,
        transactionId: TransactionId.make(drawn.transaction),
        at: at(drawn.at)
      }))
    }))
    .reduce((all, term) => merge(all, { ...empty, terms: [term] }), empty)
}

const one = { transactionId: TransactionId.make("a") }
const line: Purchase = {
  provider: "google",
  externalId: ExternalId.make("line"),
  terms: [PurchaseFixtures.term("a", 0)],
  renewal: Option.some(PurchaseFixtures.renewing),
  replaces: Option.none(),
  acknowledged: false
}

describe("two statements about one line", () => {
  it.prop("say the same in any order", [Drawn, Drawn], ([a, b]) =>
    assertEquals(merge(said(a), said(b)), merge(said(b), said(a)))
  )

  it.prop("say nothing new when they are repeated", [Drawn, Drawn], ([a, b]) => {
    const both = merge(said(a), said(b))
    assertEquals(merge(both, said(a)), both)
    assertEquals(merge(both, both), both)
  })

  it.prop("may be put together in any grouping", [Drawn, Drawn, Drawn], ([a, b, c]) =>
    assertEquals(merge(merge(said(a), said(b)), said(c)), merge(said(a), merge(said(b), said(c))))
  )

  it("keep a refund that a later statement of the same term does not speak of", () => {
    const refunded = { outcome: "refunded", at: at(1), statedAt: at(1) } as const
    const told = { ...line, terms: [PurchaseFixtures.term("a", 0, { ...one, fate: Option.some(refunded) })] }
    const later = { ...line, terms: [PurchaseFixtures.term("a", 0, { ...one, statedAt: at(5) })] }
    assertEquals(merge(told, later).terms[0]?.fate, Option.some(refunded))
    assertEquals(merge(told, later).terms[0]?.statedAt, at(5))
  })

  it("keep each part that went back once, the earliest first, whatever a later statement leaves out", () => {
    const part = (id: string, minutes: number) => ({
      ...PurchaseFixtures.price,
      transactionId: TransactionId.make(id),
      at: at(minutes)
    })
    const told = (statedAt: number, ...ids: ReadonlyArray<readonly [string, number]>) => ({
      ...line,
      terms: [
        PurchaseFixtures.term("a", 0, {
          statedAt: at(statedAt),
          partialRefunds: ids.map(([id, minutes]) => part(id, minutes))
        })
      ]
    })
    const merged = merge(merge(told(9), told(3, ["second", 2], ["first", 1])), told(4, ["second", 2]))
    assertEquals(merged.terms[0]?.partialRefunds, [part("first", 1), part("second", 2)])
    assertEquals(merged.terms[0]?.statedAt, at(9))
  })

  it("let the newest word on a fate and on the renewal count", () => {
    const fate = (outcome: Fate["outcome"], minutes: number) =>
      Option.some({ outcome, at: at(0), statedAt: at(minutes) } as const)
    const refunded = { ...line, terms: [PurchaseFixtures.term("a", 0, { fate: fate("refunded", 1) })] }
    const reversed = { ...line, terms: [PurchaseFixtures.term("a", 0, { fate: fate("refund_reversed", 2) })] }
    assertEquals(merge(reversed, refunded).terms[0]?.fate, fate("refund_reversed", 2))
    const off = { ...line, renewal: Option.some({ ...PurchaseFixtures.renewing, autoRenew: false, statedAt: at(3) }) }
    assertEquals(merge(off, line).renewal, off.renewal)
  })
})

describe("a fetched statement", () => {
  it("is the newest word whatever its clock says", () => {
    const known = { ...line, renewal: Option.some({ ...PurchaseFixtures.renewing, statedAt: at(60) }) }
    const fetched = {
      ...line,
      terms: [PurchaseFixtures.term("a", 0, { end: at(9) })],
      renewal: Option.some({ ...PurchaseFixtures.renewing, autoRenew: false })
    }
    const merged = merge(known, follow(known, fetched))
    assertEquals(merged.renewal.pipe(Option.map(({ autoRenew }) => autoRenew)), Option.some(false))
    assertEquals(merged.terms[0]?.end, at(9))
  })
})
