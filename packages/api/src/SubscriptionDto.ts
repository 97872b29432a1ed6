import { Payment } from "@serenya/domain/subscriptions/Payment"
import { Coverage } from "@serenya/domain/subscriptions/Plan"
import { Line, Term } from "@serenya/domain/subscriptions/Purchase"
import { StandingState } from "@serenya/domain/subscriptions/StandingRules"
import { Subscription, Tier } from "@serenya/domain/subscriptions/Subscription"
import { Feature, Price } from "@serenya/domain/subscriptions/Tiers"
import { Schema, Struct } from "effect"
import { named, snakeCase } from "./SnakeCase.ts"

/** What was bought, as it stands now: `cancelled` lasts to `end_date`, `pending` waits for the store, `expired` is over. */
const BoughtDto = snakeCase(Schema.Struct(Struct.omit(Subscription.fields, ["usage", "externalId"])), "Bought")

/** What may be done now. `documents_per_period` null: as many as one likes. */
const EntitlementsDto = snakeCase(
  Schema.Struct({ tier: Tier, features: Schema.Array(Feature), documentsPerPeriod: Schema.NullOr(Schema.Int) }),
  "Entitlements"
)

/** Documents of the current period, those on their way included. `again_at`: when one more is admitted, now if one is left. */
const UsageDto = snakeCase(
  Schema.Struct({
    documents: Schema.Int,
    left: Schema.NullOr(Schema.Int),
    periodStart: Schema.DateTimeUtc,
    periodEnd: Schema.DateTimeUtc,
    againAt: Schema.DateTimeUtc
  }),
  "Usage"
)

/** Where one purchase, or one grant, stands by what was stated of `transaction_id` at `stated_at`. `counts`: the answer rests on it. */
const EvidenceDto = snakeCase(
  Schema.Struct({
    ...Line.fields,
    ...Coverage.fields,
    ...Struct.pick(Term.fields, ["transactionId", "productId", "statedAt"]),
    state: StandingState,
    status: Subscription.fields.status,
    entitles: Schema.Boolean,
    until: Schema.DateTimeUtc,
    autoRenew: Schema.Boolean,
    counts: Schema.Boolean
  }),
  "Evidence"
)

const ExplanationDto = snakeCase(
  Schema.Struct({ clock: Schema.DateTimeUtc, rule: Schema.String, evidence: Schema.Array(EvidenceDto) }),
  "Explanation"
)

/** A person's subscription. `explanation` is there when it was asked for. */
export const SubscriptionDto = snakeCase(
  Schema.Struct({
    subscription: BoughtDto,
    entitlements: EntitlementsDto,
    usage: UsageDto,
    explanation: Schema.optionalKey(ExplanationDto)
  }),
  "Subscription"
)

const PriceDto = snakeCase(Price, "Price")

/** The tier table, in dollars; a store asks for its own price in each country. */
export const TiersDto = Schema.Struct({
  tiers: Schema.Array(
    snakeCase(
      Schema.Struct({
        tier: Tier,
        documentsPerMonth: Schema.NullOr(Schema.Int),
        features: Schema.Array(Feature),
        prices: Schema.Array(PriceDto)
      }),
      "TierOffer"
    )
  )
}).pipe(named("Tiers"))

export const PaymentDto = snakeCase(Payment, "Payment")

/** Newest first. `next_cursor` is there while there are more. */
export const PaymentsDto = snakeCase(
  Schema.Struct({ payments: Schema.Array(PaymentDto), nextCursor: Schema.NullOr(Schema.String) }),
  "Payments"
)
