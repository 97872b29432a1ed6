import { Metrics } from "@serenya/adapters-aws/resources/Metrics"
import { type FunctionName, functions } from "../FunctionCatalogue.ts"
import type { Stage } from "../Stage.ts"
import * as Query from "./Query.ts"

/** Lines of one graph, each under its own word. `minutes`: how long one point of it is. */
export interface Graph {
  readonly title: string
  readonly minutes: number
  readonly lines: Readonly<Record<string, Query.Query>>
}

/** What somebody looks at in one glance. */
export interface Dashboard {
  readonly name: "executive" | "operations" | "security"
  readonly graphs: ReadonlyArray<Graph>
}

export interface Buckets {
  readonly tempBucket: string
  readonly eventsBucket: string
}

const day = 24 * 60

const names = Object.keys(functions).filter((name): name is FunctionName => name in functions)

const each = <Value extends string>(
  values: ReadonlyArray<Value>,
  query: (value: Value) => Query.Query
): Readonly<Record<string, Query.Query>> => Object.fromEntries(values.map((value) => [value, query(value)]))

const { catalogue } = Metrics

/** People, documents, money: what the business asks about, by day. */
const executive = (stage: Stage): Dashboard => {
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

/** Whether it works, for whoever has to make it work. */
const operations = (stage: Stage, { eventsBucket, tempBucket }: Buckets): Dashboard => ({
  name: "operations",
  graphs: [
    {
      title: "Calls of each function",
      minutes: 5,
      lines: each(names, (name) => Query.lambda(stage, "Invocations", name, "Sum"))
    },
    {
      title: "Errors of each function",
      minutes: 5,
      lines: each(names, (name) => Query.lambda(stage, "Errors", name, "Sum"))
    },
    {
      title: "Duration, p99, ms",
      minutes: 5,
      lines: each(names, (name) => Query.lambda(stage, "Duration", name, "p99"))
    },
    {
      title: "Latency without start, p50, ms",
      minutes: 5,
      lines: each(names, (name) => Query.ofFunction(stage, "Latency", name, "p50"))
    },
    {
      title: "Cold starts",
      minutes: 5,
      lines: each(names, (name) => Query.ofFunction(stage, "ColdStarts", name, "Sum"))
    },
    {
      title: "Throttled calls",
      minutes: 5,
      lines: each(names, (name) => Query.lambda(stage, "Throttles", name, "Sum"))
    },
    {
      title: "API",
      minutes: 5,
      lines: {
        calls: Query.gateway(stage, "Count", "Sum"),
        "4xx": Query.gateway(stage, "4XXError", "Sum"),
        "5xx": Query.gateway(stage, "5XXError", "Sum")
      }
    },
    { title: "API latency, p99, ms", minutes: 5, lines: { p99: Query.gateway(stage, "Latency", "p99") } },
    {
      title: "Answers that say no",
      minutes: 5,
      lines: each(catalogue.Refusals.dimensions.status, (status) => Query.ours(stage, "Refusals", { status }, "Sum"))
    },
    {
      title: "Answers that were our fault, and defects",
      minutes: 5,
      lines: {
        ...each(catalogue.FailedAnswers.dimensions.status, (status) =>
          Query.ours(stage, "FailedAnswers", { status }, "Sum")
        ),
        defects: Query.ours(stage, "Defects", {}, "Sum")
      }
    },
    {
      title: "What the world did not answer",
      minutes: 5,
      lines: each(catalogue.Unavailable.dimensions.resource, (resource) =>
        Query.ours(stage, "Unavailable", { resource }, "Sum")
      )
    },
    {
      title: "Tries that failed",
      minutes: 5,
      lines: each(catalogue.FailedTries.dimensions.resource, (resource) =>
        Query.ours(stage, "FailedTries", { resource }, "Sum")
      )
    },
    {
      title: "Jobs that failed",
      minutes: 15,
      lines: each(catalogue.JobsFailed.dimensions.failure_code, (failure_code) =>
        Query.ours(stage, "JobsFailed", { failure_code }, "Sum")
      )
    },
    {
      title: "Age of a job at its end, p90, ms",
      minutes: 15,
      lines: each(catalogue.JobAge.dimensions.job_kind, (job_kind) => Query.ours(stage, "JobAge", { job_kind }, "p90"))
    },
    {
      title: "Table: capacity used",
      minutes: 5,
      lines: {
        reads: Query.table(stage, "ConsumedReadCapacityUnits", "Sum"),
        writes: Query.table(stage, "ConsumedWriteCapacityUnits", "Sum")
      }
    },
    {
      title: "Table: throttled",
      minutes: 5,
      lines: {
        reads: Query.table(stage, "ReadThrottleEvents", "Sum"),
        writes: Query.table(stage, "WriteThrottleEvents", "Sum")
      }
    },
    {
      title: "Purchases whose time had come",
      minutes: 60,
      lines: {
        ...each(catalogue.PurchasesReconciled.dimensions.outcome, (outcome) =>
          Query.ours(stage, "PurchasesReconciled", { outcome }, "Sum")
        ),
        "late by seconds": Query.ours(stage, "ReconcileLag", {}, "Maximum")
      }
    },
    {
      title: "What waits for a person",
      minutes: 5,
      lines: { failures: Query.queue(stage, "failures"), stranded: Query.queue(stage, "stranded-changes") }
    },
    {
      title: "Objects in S3",
      minutes: day,
      lines: {
        "temporary files": Query.bucket("NumberOfObjects", tempBucket),
        events: Query.bucket("NumberOfObjects", eventsBucket)
      }
    },
    {
      title: "Bytes in S3",
      minutes: day,
      lines: {
        "temporary files": Query.bucket("BucketSizeBytes", tempBucket),
        events: Query.bucket("BucketSizeBytes", eventsBucket)
      }
    }
  ]
})

/** Who tries what they should not, and whether the trail of it is whole. */
const security = (stage: Stage): Dashboard => ({
  name: "security",
  graphs: [
    {
      title: "Failed authentication",
      minutes: 5,
      lines: {
        "tokens that open nothing": Query.ours(stage, "CredentialsRefused", {}, "Sum"),
        "401": Query.ours(stage, "Refusals", { status: "401" }, "Sum"),
        "403": Query.ours(stage, "Refusals", { status: "403" }, "Sum")
      }
    },
    {
      title: "What somebody tries",
      minutes: 5,
      lines: each(catalogue.SecurityEvents.dimensions.fact, (fact) =>
        Query.ours(stage, "SecurityEvents", { fact }, "Sum")
      )
    },
    { title: "Too many calls", minutes: 5, lines: { "429": Query.ours(stage, "Refusals", { status: "429" }, "Sum") } },
    { title: "Around the edge", minutes: 5, lines: { blocked: Query.firewall(stage) } },
    {
      title: "Calls of KMS",
      minutes: 5,
      lines: each(catalogue.KeyCalls.dimensions.key_call, (key_call) =>
        Query.ours(stage, "KeyCalls", { key_call }, "Sum")
      )
    },
    {
      title: "What the audit trail was told",
      minutes: 5,
      lines: {
        events: Query.ours(stage, "AuditEvents", {}, "Sum"),
        stranded: Query.ours(stage, "StrandedChanges", {}, "Sum")
      }
    },
    {
      title: "How far the trail is behind, ms",
      minutes: 5,
      lines: { "stream-processor": Query.lambda(stage, "IteratorAge", "stream-processor", "Maximum") }
    },
    {
      title: "Seconds between checkpoints",
      minutes: 60,
      lines: { age: Query.ours(stage, "CheckpointAge", {}, "Maximum") }
    }
  ]
})

/** The three that the system architecture asks for. */
export const dashboardsOf = (stage: Stage, buckets: Buckets): ReadonlyArray<Dashboard> => [
  executive(stage),
  operations(stage, buckets),
  security(stage)
]
