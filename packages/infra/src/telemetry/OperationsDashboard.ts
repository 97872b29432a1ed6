import { Metrics } from "@serenya/adapters-aws/resources/Metrics"
import { functionNames } from "../FunctionCatalogue.ts"
import type { Stage } from "../Stage.ts"
import { type Dashboard, day, each } from "./Dashboard.ts"
import * as Query from "./Query.ts"

const { catalogue } = Metrics

export interface Buckets {
  readonly tempBucket: string
  readonly eventsBucket: string
}

/** Whether it works, for whoever has to make it work. */
export const of = (stage: Stage, { eventsBucket, tempBucket }: Buckets): Dashboard => ({
  name: "operations",
  graphs: [
    {
      title: "Calls of each function",
      minutes: 5,
      lines: each(functionNames, (name) => Query.lambda(stage, "Invocations", name, "Sum"))
    },
    {
      title: "Errors of each function",
      minutes: 5,
      lines: each(functionNames, (name) => Query.lambda(stage, "Errors", name, "Sum"))
    },
    {
      title: "Duration, p99, ms",
      minutes: 5,
      lines: each(functionNames, (name) => Query.lambda(stage, "Duration", name, "p99"))
    },
    {
      title: "Latency without start, p50, ms",
      minutes: 5,
      lines: each(functionNames, (name) => Query.ofFunction(stage, "Latency", name, "p50"))
    },
    {
      title: "Cold starts",
      minutes: 5,
      lines: each(functionNames, (name) => Query.ofFunction(stage, "ColdStarts", name, "Sum"))
    },
    {
      title: "Throttled calls",
      minutes: 5,
      lines: each(functionNames, (name) => Query.lambda(stage, "Throttles", name, "Sum"))
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
