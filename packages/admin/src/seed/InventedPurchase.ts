import * as Catalogue from "@serenya/domain/subscriptions/Catalogue"
import type { Plan } from "@serenya/domain/subscriptions/Plan"
import {
  ExternalId,
  type Renewal,
  RenewalState,
  type StorePurchase,
  type Term,
  TransactionId
} from "@serenya/domain/subscriptions/Purchase"
import { tiers } from "@serenya/domain/subscriptions/Tiers"
import { DateTime, Option } from "effect"
import { below, type Invented, onboardedAt, providerOf, uuidOf } from "./Invented.ts"

const plans: readonly [Plan, ...ReadonlyArray<Plan>] = [
  { tier: "premium", billingPeriod: "monthly" },
  { tier: "premium", billingPeriod: "yearly" },
  { tier: "family", billingPeriod: "monthly" },
  { tier: "family", billingPeriod: "yearly" }
]

/** One in three buys something. */
const buysOneIn = 3
const mostTerms = 6

const priceOf = ({ billingPeriod, tier }: Plan): Term["price"] =>
  Option.map(
    Option.fromUndefinedOr(tiers[tier].prices.find((price) => price.billingPeriod === billingPeriod)),
    ({ amountMinor, currency }) => ({ amountMinor, currency })
  )

const after = (start: DateTime.Utc, { billingPeriod }: Plan, periods: number): DateTime.Utc =>
  DateTime.add(start, billingPeriod === "monthly" ? { months: periods } : { years: periods })

/** What somebody bought in the store of their provider, as it was stated when the last term began; none: they bought nothing. */
export const purchaseOf = (invented: Invented): Option.Option<StorePurchase> => {
  if (below(invented, "buys", buysOneIn) !== 0) return Option.none()
  const provider = providerOf(invented)
  const plan = plans[below(invented, "plan", plans.length)] ?? plans[0]
  const bought = DateTime.add(onboardedAt(invented), { hours: 1 })
  const terms = plan.billingPeriod === "yearly" ? 1 : 1 + below(invented, "terms", mostTerms)
  const statedAt = after(bought, plan, terms - 1)
  const renewal: Renewal = {
    autoRenew: below(invented, "renews", 2) === 0,
    state: RenewalState.cases.Renewing.make({}),
    statedAt
  }
  return Option.some({
    provider,
    externalId: ExternalId.make(`seed-${uuidOf(invented, "line")}`),
    terms: Array.from({ length: terms }, (_, i): Term => ({
      transactionId: TransactionId.make(`seed-${uuidOf(invented, `transaction ${i}`)}`),
      productId: Option.getOrElse(Catalogue.productOf(provider, plan), () => ""),
      plan,
      start: after(bought, plan, i),
      end: after(bought, plan, i + 1),
      price: priceOf(plan),
      offer: "none",
      statedAt,
      fate: Option.none(),
      partialRefunds: []
    })),
    renewal: Option.some(renewal),
    replaces: Option.none(),
    acknowledged: true
  })
}
