import { Array, DateTime, Equal, Option, Order, Schema } from "effect"
import { type ExternalId, Fate, type Purchase, Renewal, Term } from "./Purchase.ts"

interface Stated {
  readonly statedAt: DateTime.Utc
}

/** The newest statement. Two of one moment that differ are told apart by their text, so that everybody takes the same one. */
const newest = <A extends Stated, I>(schema: Schema.Codec<A, I>): Order.Order<A> => {
  const print = Schema.encodeSync(Schema.fromJsonString(Schema.toCodecJson(schema)))
  return Order.make((left, right) => {
    const byTime = DateTime.Order(left.statedAt, right.statedAt)
    if (byTime !== 0 || Equal.equals(left, right)) return byTime
    return Order.String(print(left), print(right))
  })
}

const latestFate = Order.max(newest(Fate))
const latestRenewal = Order.max(newest(Renewal))
const lastByName = Order.max<ExternalId>(Order.String)
/** A term without its fate, which is stated by itself. */
const latestFacts = Order.max(Order.mapInput(newest(Term), (term: Term): Term => ({ ...term, fate: Option.none() })))

/** The later of two that may be missing. */
const either = <A>(latest: (left: A, right: A) => A, left: Option.Option<A>, right: Option.Option<A>) =>
  Option.isSome(left) && Option.isSome(right)
    ? Option.some(latest(left.value, right.value))
    : Option.orElse(left, () => right)

const joinTerms = (left: Term, right: Term): Term => ({
  ...latestFacts(left, right),
  fate: either(latestFate, left.fate, right.fate)
})

const inTime = Order.combine(
  Order.mapInput(DateTime.Order, ({ start }: Term) => start),
  Order.mapInput(Order.String, ({ transactionId }: Term) => transactionId)
)

const terms = (all: ReadonlyArray<Term>): ReadonlyArray<Term> => {
  const byTransaction = new Map<string, Term>()
  for (const term of all) {
    const known = byTransaction.get(term.transactionId)
    byTransaction.set(term.transactionId, known === undefined ? term : joinTerms(known, term))
  }
  return Array.sort([...byTransaction.values()], inTime)
}

/**
 * What two statements about one line say together: per transaction, its fate and the renewal, the newest counts. A join:
 * any order and any repetition of the same statements ends in the same purchase.
 */
export const merge = (left: Purchase, right: Purchase): Purchase => ({
  provider: left.provider,
  externalId: left.externalId,
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
