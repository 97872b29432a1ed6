import { Effect, Schema } from "effect"
import { Money } from "./Money.ts"
import { Coverage } from "./Plan.ts"

export const StoreProvider = Schema.Literals(["apple", "google"])
export type StoreProvider = typeof StoreProvider.Type

/** Who states a line: a store, or `system`, which is ourselves, of what an operator granted. */
export const LineProvider = Schema.Literals([...StoreProvider.literals, "system"])

/** Apple's `originalTransactionId`, Google's `purchaseToken`, a grant's own name: printable ASCII that fits a table's sort key. */
export const ExternalId = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]{1,900}$/, { expected: "an id of a purchase" })
).pipe(Schema.brand("ExternalId"))
export type ExternalId = typeof ExternalId.Type

/** Apple's `transactionId`, Google's order id, a grant's own name. */
export const TransactionId = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]{1,200}$/, { expected: "an id of a transaction" })
).pipe(Schema.brand("TransactionId"))
export type TransactionId = typeof TransactionId.Type

/** Names one purchase in one store for as long as it renews, or one grant. */
export const Line = Schema.Struct({ provider: LineProvider, externalId: ExternalId })
export type Line = typeof Line.Type

/** A line that a store can be asked about. */
export const StoreLine = Schema.Struct({ ...Line.fields, provider: StoreProvider })
export type StoreLine = typeof StoreLine.Type

export const isOfStore = <A extends Line>(line: A): line is A & StoreLine => line.provider !== "system"

/**
 * What became of a term, and since when: it entitles while it runs, also after a refund was taken back. Stated by itself,
 * since not every statement of a term knows it.
 */
export const Fate = Schema.Struct({
  outcome: Schema.Literals(["running", "refunded", "refund_reversed", "disputed", "revoked", "upgraded"]),
  at: Schema.DateTimeUtc,
  statedAt: Schema.DateTimeUtc
})
export type Fate = typeof Fate.Type

/** A part of a term's price that went back while the term goes on. Google tells of each; Apple of none. */
export const PartialRefund = Schema.Struct({
  /** Its own, never the term's: each is a payment of its own. */
  transactionId: TransactionId,
  ...Money.fields,
  at: Schema.DateTimeUtc
})
export type PartialRefund = typeof PartialRefund.Type

/** One paid stretch, as the store last stated it. */
export const Term = Schema.Struct({
  transactionId: TransactionId,
  /** As the store's console has it; `complimentary` of a grant. */
  productId: Schema.String,
  plan: Coverage,
  start: Schema.DateTimeUtc,
  end: Schema.DateTimeUtc,
  /** What was paid, whenever the store knows it; a free trial costs zero. */
  price: Schema.Option(Money),
  offer: Schema.Literals(["none", "trial", "introductory", "promotional"]),
  /** When the store said so (Apple: `signedDate`; Google: when it was asked; a grant: when the operator did). */
  statedAt: Schema.DateTimeUtc,
  fate: Schema.Option(Fate),
  /** All that were ever stated, the earliest first; a term that was written before there were any has none. */
  partialRefunds: Schema.Array(PartialRefund).pipe(Schema.withDecodingDefaultKey(Effect.succeed([])))
})
export type Term = typeof Term.Type

/** What comes after the paid stretches, in the store's own distinctions. */
export const RenewalState = Schema.TaggedUnion({
  /** Paid, or to be renewed in time. */
  Renewing: {},
  /** The renewal failed; access goes on until then while the store tries again. */
  Grace: { until: Schema.DateTimeUtc },
  /** The renewal failed; the store tries again, without access. */
  BillingRetry: {},
  /** Google's account hold: as a billing retry. */
  Hold: {},
  Paused: { resumesAt: Schema.Option(Schema.DateTimeUtc) },
  /** The first payment is still on its way: the term is stated with an end that is its start. */
  Pending: {},
  /** Over, and nobody tries again. */
  Lapsed: {}
})
export type RenewalState = typeof RenewalState.Type

export const Renewal = Schema.Struct({
  autoRenew: Schema.Boolean,
  state: RenewalState,
  statedAt: Schema.DateTimeUtc
})
export type Renewal = typeof Renewal.Type

/** One line with everything that was ever stated of it: a value that only grows (`PurchaseRules.merge`). */
export const Purchase = Schema.Struct({
  ...Line.fields,
  /** At most one per transaction, the earliest start first. */
  terms: Schema.Array(Term),
  renewal: Schema.Option(Renewal),
  /** Google's `linkedPurchaseToken`: the line that this one took the place of. */
  replaces: Schema.Option(ExternalId),
  /** Google gives back the money for what is not acknowledged within three days; Apple asks for nothing. */
  acknowledged: Schema.Boolean
})
export type Purchase = typeof Purchase.Type

/** A purchase that a store stated. */
export const StorePurchase = Schema.Struct({ ...Purchase.fields, ...StoreLine.fields })
export type StorePurchase = typeof StorePurchase.Type

/** The part of a purchase that names it. */
export const lineOf = <A extends Line>({ externalId, provider }: A): Pick<A, "externalId" | "provider"> => ({
  externalId,
  provider
})
