import { DateTime, Effect, Option } from "effect"
import { Currency } from "../src/subscriptions/Money.ts"
import type { Plan } from "../src/subscriptions/Plan.ts"
import {
  ExternalId,
  type Renewal,
  RenewalState,
  type StoreProvider,
  type StorePurchase,
  type Term,
  TransactionId
} from "../src/subscriptions/Purchase.ts"
import { StoreStatement } from "../src/subscriptions/StoreStatement.ts"
import * as Fixtures from "./Fixtures.ts"

export const premium: Plan = { tier: "premium", billingPeriod: "monthly" }
export const price = { amountMinor: 999, currency: Currency.make("USD") }

const month = (n: number) => DateTime.add(Fixtures.at, { months: n })

/** The n-th month of a line, from 0: paid, and stated when it began. */
export const term = (transactionId: string, n: number, fields: Partial<Term> = {}): Term => ({
  transactionId: TransactionId.make(transactionId),
  productId: "health.serenya.premium.monthly",
  plan: premium,
  start: month(n),
  end: month(n + 1),
  price: Option.some(price),
  offer: "none",
  statedAt: month(n),
  fate: Option.none(),
  partialRefunds: [],
  ...fields
})

export const renewing: Renewal = {
  autoRenew: true,
  state: RenewalState.cases.Renewing.make({}),
  statedAt: Fixtures.at
}

/** A line that nobody else has, in its first month, except for what `fields` says. */
export const purchase = Effect.fnUntraced(function* (provider: StoreProvider, fields: Partial<StorePurchase> = {}) {
  const id = yield* Fixtures.uuid
  return {
    provider,
    externalId: ExternalId.make(`line-${id}`),
    terms: [term(`transaction-${id}`, 0)],
    renewal: Option.some(renewing),
    replaces: Option.none<ExternalId>(),
    acknowledged: provider === "apple",
    ...fields
  } satisfies StorePurchase
})

/** What a store says of `purchase`: Apple signs, Google is asked. */
export const statement = (purchase: StorePurchase, owner: StoreStatement["owner"] = Option.none()): StoreStatement =>
  new StoreStatement({ purchase, owner, basis: purchase.provider === "apple" ? "signed" : "fetched" })
