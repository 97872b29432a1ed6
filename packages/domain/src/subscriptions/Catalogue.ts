import { Array, Option } from "effect"
import type { Plan } from "./Plan.ts"
import type { StoreProvider } from "./Purchase.ts"

/** What the stores sell of ours. A product of Google's is a subscription and its base plan: `premium:monthly`. */
const products: ReadonlyArray<{ readonly plan: Plan } & Readonly<Record<StoreProvider, string>>> = [
  {
    plan: { tier: "premium", billingPeriod: "monthly" },
    apple: "health.serenya.premium.monthly",
    google: "premium:monthly"
  },
  {
    plan: { tier: "premium", billingPeriod: "yearly" },
    apple: "health.serenya.premium.yearly",
    google: "premium:yearly"
  },
  {
    plan: { tier: "family", billingPeriod: "monthly" },
    apple: "health.serenya.family.monthly",
    google: "family:monthly"
  },
  { plan: { tier: "family", billingPeriod: "yearly" }, apple: "health.serenya.family.yearly", google: "family:yearly" }
]

/** The plan that a store sells as `productId`. */
export const planOf = (provider: StoreProvider, productId: string): Option.Option<Plan> =>
  Option.map(
    Array.findFirst(products, (product) => product[provider] === productId),
    ({ plan }) => plan
  )

/** What a store calls `plan`. */
export const productOf = (provider: StoreProvider, { billingPeriod, tier }: Plan): Option.Option<string> =>
  Option.map(
    Array.findFirst(products, ({ plan }) => plan.tier === tier && plan.billingPeriod === billingPeriod),
    (product) => product[provider]
  )
