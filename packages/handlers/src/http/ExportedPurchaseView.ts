import type { ExportedPurchase } from "@serenya/api/ExportedPurchaseDto"
import { type Purchase, type Renewal, RenewalState, type Term } from "@serenya/domain/subscriptions/Purchase"
import { Option } from "effect"

type Exported = typeof ExportedPurchase.Type

const termView = (term: Term): Exported["terms"][number] => ({
  ...term,
  price: Option.getOrNull(term.price),
  fate: Option.getOrNull(term.fate)
})

const until = RenewalState.match({
  Grace: (state) => ({ until: state.until }),
  Paused: ({ resumesAt }) => (Option.isSome(resumesAt) ? { resumesAt: resumesAt.value } : {}),
  Renewing: () => ({}),
  BillingRetry: () => ({}),
  Hold: () => ({}),
  Pending: () => ({}),
  Lapsed: () => ({})
})

const renewalView = (renewal: Renewal): NonNullable<Exported["renewal"]> => ({
  ...renewal,
  state: renewal.state._tag,
  ...until(renewal.state)
})

export const exportedPurchaseView = (purchase: Purchase): Exported => ({
  ...purchase,
  terms: purchase.terms.map(termView),
  renewal: Option.match(purchase.renewal, { onNone: () => null, onSome: renewalView }),
  replaces: Option.getOrNull(purchase.replaces)
})
