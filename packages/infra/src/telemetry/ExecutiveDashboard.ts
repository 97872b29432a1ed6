import { Metrics } from "@serenya/adapters-aws/resources/Metrics"
import type { Stage } from "../Stage.ts"
import { type Dashboard, day, each } from "./Dashboard.ts"
import * as Query from "./Query.ts"

const { catalogue } = Metrics

/** People, documents, money: what the business asks about, by day. */
export const of = (stage: Stage): Dashboard => {
  const sum = (
    name:
      | "ChatQuestions"
      | "ConsentsGiven"
      | "ConsentsWithdrawn"
      | "DailyActivePeople"
      | "EmergenciesHeard"
      | "Erasures"
      | "MonthlyActivePeople"
      | "Onboardings"
      | "RenewalsCancelled"
      | "ReportsRequested"
      | "SubscriptionsEnded"
      | "UploadsGranted"
  ) => Query.ours(stage, name, {}, "Sum")
  const { tier } = catalogue.Purchases.dimensions
  return {
    name: "executive",
    graphs: [
      { title: "New people", minutes: day, lines: { "signed up": sum("Onboardings"), erased: sum("Erasures") } },
      { title: "Active people a day", minutes: day, lines: { active: sum("DailyActivePeople") } },
      { title: "Active people a month", minutes: 30 * day, lines: { active: sum("MonthlyActivePeople") } },
      {
        title: "What was done",
        minutes: day,
        lines: each(catalogue.JobsCompleted.dimensions.job_kind, (job_kind) =>
          Query.ours(stage, "JobsCompleted", { job_kind }, "Sum")
        )
      },
      {
        title: "What was asked for",
        minutes: day,
        lines: {
          uploads: sum("UploadsGranted"),
          questions: sum("ChatQuestions"),
          reports: sum("ReportsRequested"),
          emergencies: sum("EmergenciesHeard")
        }
      },
      {
        title: "Paid time that began and went on",
        minutes: day,
        lines: {
          ...each(tier, (one) => Query.ours(stage, "Purchases", { tier: one }, "Sum")),
          ...Object.fromEntries(
            tier.map((one) => [`${one} renewed`, Query.ours(stage, "Renewals", { tier: one }, "Sum")])
          )
        }
      },
      {
        title: "Paid time that ends",
        minutes: day,
        lines: { "will not renew": sum("RenewalsCancelled"), over: sum("SubscriptionsEnded") }
      },
      {
        title: "Revenue, in hundredths",
        minutes: day,
        lines: each(catalogue.Revenue.dimensions.currency, (currency) =>
          Query.ours(stage, "Revenue", { currency }, "Sum")
        )
      },
      {
        title: "Payments",
        minutes: day,
        lines: each(catalogue.Payments.dimensions.payment_kind, (payment_kind) =>
          Query.ours(stage, "Payments", { payment_kind }, "Sum")
        )
      },
      { title: "Consents", minutes: day, lines: { given: sum("ConsentsGiven"), withdrawn: sum("ConsentsWithdrawn") } }
    ]
  }
}
