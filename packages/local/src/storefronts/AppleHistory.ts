import type { Term } from "@serenya/domain/subscriptions/Purchase"
import { Array, DateTime, Equal, Option, Order } from "effect"
import type { Sale } from "./Sale.ts"

/** As many transactions as Apple puts on a page. */
const perPage = 20

/** One transaction of a customer: a term, and the sale that it belongs to. */
export interface Sold {
  readonly sale: Sale
  readonly term: Term
}

const byChange: Order.Order<Sold> = Order.mapInput(DateTime.Order, ({ term }: Sold) => term.statedAt)

/** A person stands for their Apple account; a line that names nobody has an account of its own. */
const isOfOneAccount = (sale: Sale, other: Sale): boolean =>
  sale.purchase.externalId === other.purchase.externalId ||
  (Option.isSome(sale.owner) && Equal.equals(sale.owner, other.owner))

/** Every transaction of the account that bought `sale`, by when it changed: the oldest first, as Apple has it, if nobody asks for the newest. */
export const of = (sale: Sale, all: ReadonlyArray<Sale>, sort: string | null): ReadonlyArray<Sold> =>
  Array.sort(
    all
      .filter((other) => other.purchase.provider === "apple" && isOfOneAccount(sale, other))
      .flatMap((sale) => sale.purchase.terms.map((term) => ({ sale, term }))),
    sort === "DESCENDING" ? Order.flip(byChange) : byChange
  )

/** The page that `revision` leads to, and the revision that leads on. None: nobody was ever given such a revision. */
export const page = (sold: ReadonlyArray<Sold>, revision: string | null) => {
  const from = Number(revision ?? 0)
  if (!Number.isSafeInteger(from) || from < 0 || from > sold.length) return Option.none()
  const terms = sold.slice(from, from + perPage)
  const next = from + terms.length
  return Option.some({ terms, hasMore: next < sold.length, revision: String(next) })
}
