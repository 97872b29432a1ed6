import { shownOf } from "@serenya/domain/privacy/Disclosure"
import * as PurchaseDisclosure from "@serenya/domain/privacy/PurchaseDisclosure"
import { Money } from "@serenya/domain/subscriptions/Money"
import { Payment } from "@serenya/domain/subscriptions/Payment"
import { Coverage } from "@serenya/domain/subscriptions/Plan"
import { Fate, PartialRefund, Purchase, Renewal, RenewalState, Term } from "@serenya/domain/subscriptions/Purchase"
import { Schema } from "effect"
import { snakeCase } from "./SnakeCase.ts"

const ExportedTerm = snakeCase(
  Schema.Struct({
    ...shownOf(Term.fields, PurchaseDisclosure.term),
    plan: snakeCase(Schema.Struct(shownOf(Coverage.fields, PurchaseDisclosure.plan))),
    price: Schema.NullOr(snakeCase(Schema.Struct(shownOf(Money.fields, PurchaseDisclosure.money)))),
    fate: Schema.NullOr(snakeCase(Schema.Struct(shownOf(Fate.fields, PurchaseDisclosure.fate)))),
    partialRefunds: Schema.Array(
      snakeCase(Schema.Struct(shownOf(PartialRefund.fields, PurchaseDisclosure.partialRefund)))
    )
  }),
  "ExportedTerm"
)

/** `until` is a grace's end, `resumes_at` a pause's. */
const ExportedRenewal = snakeCase(
  Schema.Struct({
    ...shownOf(Renewal.fields, PurchaseDisclosure.renewal),
    state: Schema.Literals(Object.keys(RenewalState.cases)),
    until: Schema.optionalKey(Schema.DateTimeUtc),
    resumesAt: Schema.optionalKey(Schema.DateTimeUtc)
  }),
  "ExportedRenewal"
)

/** One purchase with everything that its store stated of it. */
export const ExportedPurchase = snakeCase(
  Schema.Struct({
    ...shownOf(Purchase.fields, PurchaseDisclosure.purchase),
    terms: Schema.Array(ExportedTerm),
    renewal: Schema.NullOr(ExportedRenewal),
    replaces: Schema.NullOr(Schema.String)
  }),
  "ExportedPurchase"
)

export const ExportedPayment = snakeCase(
  Schema.Struct(shownOf(Payment.fields, PurchaseDisclosure.payment)),
  "ExportedPayment"
)
