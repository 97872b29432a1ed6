import { Array, DateTime, Equal, Option, Order, Schema } from "effect"
import { type ExternalId, Fate, PartialRefund, type Purchase, Renewal, Term } from "./Purchase.ts"

interface Stated {
  readonly statedAt: DateTime.Utc
}

/** An order of values that nothing else orders, so that everybody takes the same one. */
const byText = <A, I>(schema: Schema.Codec<A, I>): Order.Order<A> => {
  const print = Schema.encodeSync(Schema.fromJsonString(Schema.toCodecJson(schema)))
  return Order.make((left, right) => (Equal.equals(left, right) ? 0 : Order.String(print(left), print(right))))
}

/** The newest statement. Two of one moment that differ are told apart by their text. */
const newest = <A extends Stated, I>(schema: Schema.Codec<A, I>): Order.Order<A> =>
  Order.combine(
    Order.mapInput(DateTime.Order, ({ statedAt }: A) => statedAt),
    byText(schema)
  )

const latestFate = Order.max(newest(Fate))
const latestRenewal = Order.max(newest(Renewal))
const lastByName = Order.max<ExternalId>(Order.String)
const lastByText = Order.max(byText(PartialRefund))
/** A term without its fate, which is stated by itself, and without what went back, which only grows. */
const latestFacts = Order.max(
  Order.mapInput(newest(Term), (term: Term): Term => ({ ...term, fate: Option.none(), partialRefunds: [] }))
)

/** The later of two that may be missing. */
const either = <A>(latest: (left: A, right: A) => A, left: Option.Option<A>, right: Option.Option<A>) =>
  Option.isSome(left) && Option.isSome(right)
    ? Option.some(latest(left.value, right.value))
    : Option.orElse(left, () => right)

const refundsInTime = Order.combine(
  Order.mapInput(DateTime.Order, ({ at }: PartialRefund) => at),
  Order.mapInput(Order.String, ({ transactionId }: PartialRefund) => transactionId)
)

/** Each refund once, whichever statement told of it. */
const refunds = (all: ReadonlyArray<PartialRefund>): ReadonlyArray<PartialRefund> => {
  const byTransaction = new Map<string, PartialRefund>()
  for (const refund of all) {
    const known = byTransaction.get(refund.transactionId)
    byTransaction.set(refund.transactionId, known === undefined ? refund : lastByText(known, refund))
  }
  return Array.sort([...byTransaction.values()], refundsInTime)
}

const joinTerms = (left: Term, right: Term): Term => ({
  ...latestFacts(left, right),
  fate: either(latestFate, left.fate, right.fate),
  partialRefunds: refunds([...left.partialRefunds, ...right.partialRefunds])
})

const inTime = Order.combine(
  Order.mapInput(DateTime.Order, ({ start }: Term) => start),
  Order.mapInput(Order.String, ({ transactionId }: Term) => transactionId)
)

const terms = (all: ReadonlyArray<Term>): ReadonlyArray<Term> => {
  const byTransaction = new Map<string, Term>()
  for (const term of all) {
    const known = byTransaction.get(term.transactionId)
    byTransaction.set(term.transactionId, joinTerms(known ?? term, term))
  }
  return Array.sort([...byTransaction.values()], inTime)
}

/**
 * What two statements about one line say together: per transaction, its fate and the renewal, the newest counts, and
 * what went back adds up. A join: any order and any repetition of the same statements ends in the same purchase.
 */
export const merge = <A extends Purchase>(left: A, right: A): A => ({
  ...left,
  terms: terms([...left.terms, ...right.terms]),
  renewal: either(latestRenewal, left.renewal, right.renewal),
  replaces: either(lastByName, left.replaces, right.replaces),
  acknowledged: left.acknowledged || right.acknowledged
})

const after = <A extends Stated>(stated: A, known: Option.Option<Stated>): A =>
  Option.match(
    Option.filter(known, ({ statedAt }) => DateTime.isGreaterThanOrEqualTo(statedAt, stated.statedAt)),
    {
      onNone: () => stated,
      onSome: ({ statedAt }) => ({ ...stated, statedAt: DateTime.add(statedAt, { milliseconds: 1 }) })
    }
  )

/**
 * `fetched` as the newest word on what is `known`, whatever the clocks of two machines say: it was asked for after `known`
 * was read, and is only written if `known` still stands then.
 */
export const follow = (known: Purchase, fetched: Purchase): Purchase => ({
  ...fetched,
  terms: fetched.terms.map((term) => {
    const before = Option.fromUndefinedOr(known.terms.find(({ transactionId }) => transactionId === term.transactionId))
    return {
      ...after(term, before),
      fate: Option.map(term.fate, (fate) =>
        after(
          fate,
          Option.flatMap(before, (earlier) => earlier.fate)
        )
      )
    }
  }),
  renewal: Option.map(fetched.renewal, (renewal) => after(renewal, known.renewal))
})
