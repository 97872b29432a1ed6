import type { Evidence } from "@serenya/domain/subscriptions/ExplanationRules"
import * as LedgerRules from "@serenya/domain/subscriptions/LedgerRules"
import type { SubscriptionView } from "@serenya/domain/subscriptions/SubscriptionRules"
import type { Inspected } from "@serenya/domain/subscriptions/Subscriptions"
import type { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Option } from "effect"
import { moment, momentOr } from "../cli/Moment.ts"
import { lineName } from "./Masked.ts"

/** What a person has now, in a few words. */
export const summary = (userId: UserId, { allowance, features, subscription, tier }: SubscriptionView) => ({
  user_id: userId,
  tier,
  features: features.join(" "),
  subscription: `${subscription.tier} ${subscription.status}`,
  source: subscription.provider,
  from: moment(subscription.startDate),
  until: momentOr(Option.fromUndefinedOr(subscription.endDate), "never"),
  renews: subscription.autoRenew,
  documents: `${allowance.used} of ${Option.getOrElse(Option.map(allowance.limit, String), () => "any number")}`
})

/** When the store of a line is asked next, in the words of the diary. */
const nextLook = ({ held }: Inspected, evidence: Evidence): Option.Option<DateTime.Utc> =>
  Option.flatMap(LedgerRules.heldOf(held, evidence), ({ lookAt }) => lookAt)

export const lineColumns = [
  { title: "source" },
  { title: "line" },
  { title: "plan" },
  { title: "state" },
  { title: "status" },
  { title: "until" },
  { title: "next look" }
] as const

const planOf = ({ billingPeriod, tier }: Evidence): string => [tier, billingPeriod].filter(Boolean).join(" ")

export const lineRow = (inspected: Inspected, evidence: Evidence): ReadonlyArray<string> => [
  evidence.provider,
  lineName(evidence),
  planOf(evidence),
  evidence.state,
  evidence.status,
  moment(evidence.until),
  momentOr(nextLook(inspected, evidence), "never")
]

export const lineObject = (inspected: Inspected, evidence: Evidence) => ({
  source: evidence.provider,
  line: lineName(evidence),
  tier: evidence.tier,
  billing_period: evidence.billingPeriod ?? null,
  state: evidence.state,
  status: evidence.status,
  entitles: evidence.entitles,
  until: DateTime.formatIso(evidence.until),
  stated_at: DateTime.formatIso(evidence.statedAt),
  renews: evidence.autoRenew,
  counts: evidence.counts,
  next_look: Option.getOrNull(Option.map(nextLook(inspected, evidence), DateTime.formatIso))
})
