import type { Stage } from "../Stage.ts"
import { type Alarm, alarm, silence } from "./Alarm.ts"
import * as FunctionAlarms from "./FunctionAlarms.ts"
import * as Query from "./Query.ts"

const outages = [
  ["critical", "analysis", "model-unavailable", "Bedrock does not answer: no document is read, no question answered"],
  ["critical", "storage", "storage-unavailable", "DynamoDB, S3 or SQS does not answer"],
  ["critical", "keys", "keys-unavailable", "KMS or Secrets Manager does not answer: nobody signs in"],
  ["warning", "identity_provider", "identity-provider-unavailable", "Google's or Apple's keys cannot be had"],
  ["warning", "store", "store-unavailable", "An app store does not answer"]
] as const

const failures = [
  ["ANALYSIS_REJECTED", "the model answers what cannot be used"],
  ["ANALYSIS_UNAVAILABLE", "the model did not answer in three attempts"],
  ["PROCESSING_TIMED_OUT", "the work takes longer than a job may"],
  ["PROCESSING_INTERRUPTED", "workers die at it"]
] as const

const attempts = [
  ["critical", "refresh-token-reused", 5, "Spent refresh tokens come back: somebody may hold copies"],
  ["warning", "access-token-refused", 50, "Tokens come that nobody of ours signed, or whose session is over"],
  ["warning", "step-up-refused", 50, "Somebody tries what needs a fresh proof"],
  ["warning", "biometric-rejected", 20, "Proofs come that no registered device made"],
  ["warning", "foreign-job", 20, "Somebody asks for jobs of others"]
] as const

/** What a table may do a second before AWS has to be asked for more. */
const tableQuota = 40_000
const fiveMinutes = 5 * 60

const GB = 1024 ** 3

/** Every alarm of a deployment; `tempBucket` is its name. */
export const alarmsOf = (stage: Stage, tempBucket: string): ReadonlyArray<Alarm> => [
  ...FunctionAlarms.of(stage),
  alarm(
    "critical",
    "server-errors",
    Query.gateway(stage, "5XXError", "Sum"),
    10,
    "People are told that it is our fault"
  ),
  alarm(
    "warning",
    "answers-slow",
    Query.gateway(stage, "Latency", "p99"),
    5000,
    "One answer in a hundred takes five seconds",
    {
      periods: 3
    }
  ),
  ...(["Read", "Write"] as const).flatMap((kind) => [
    alarm(
      "critical",
      `table-throttled-${kind.toLowerCase()}s`,
      Query.table(stage, `${kind}ThrottleEvents`, "Sum"),
      4,
      "DynamoDB throttles",
      {
        family: "table-throttled",
        periods: 2
      }
    ),
    alarm(
      "warning",
      `table-busy-${kind.toLowerCase()}s`,
      Query.table(stage, `Consumed${kind}CapacityUnits`, "Sum"),
      0.8 * tableQuota * fiveMinutes,
      "The table nears what an account may ask of it",
      { family: "table-busy" }
    )
  ]),
  ...outages.map(([severity, resource, name, says]) =>
    alarm(severity, name, Query.ours(stage, "Unavailable", { resource }, "Sum"), 5, says)
  ),
  alarm("warning", "defects", Query.ours(stage, "Defects", {}, "Sum"), 0, "We were wrong about something"),
  ...failures.map(([failure_code, why]) =>
    alarm(
      "warning",
      `jobs-failing-${failure_code.toLowerCase().replaceAll("_", "-")}`,
      Query.ours(stage, "JobsFailed", { failure_code }, "Sum"),
      5,
      `Jobs fail: ${why}`,
      { family: "jobs-failing", minutes: 15 }
    )
  ),
  alarm(
    "warning",
    "jobs-slow",
    Query.ours(stage, "JobAge", { job_kind: "result" }, "p90"),
    300_000,
    "People wait five minutes for a result",
    {
      minutes: 15,
      periods: 2
    }
  ),
  alarm(
    "critical",
    "stream-behind",
    Query.lambda(stage, "IteratorAge", "stream-processor", "Maximum"),
    3_600_000,
    "The audit trail is an hour behind; the stream forgets after a day",
    {
      periods: 3
    }
  ),
  alarm(
    "warning",
    "changes-stranded",
    Query.queue(stage, "stranded-changes"),
    0,
    "A write could not be told to the audit trail"
  ),
  alarm("warning", "failures-waiting", Query.queue(stage, "failures"), 0, "An event was given up after all its tries"),
  alarm(
    "critical",
    "checkpoint-missing",
    Query.ours(stage, "CheckpointAge", {}, "SampleCount"),
    1,
    "Nobody vouched for the audit trail for three hours",
    {
      ...silence,
      periods: 3
    }
  ),
  alarm(
    "warning",
    "reconcile-missing",
    Query.ours(stage, "ReconcileLag", {}, "SampleCount"),
    1,
    "Nobody asked the app stores for two hours",
    {
      ...silence,
      periods: 2
    }
  ),
  alarm(
    "warning",
    "reconcile-late",
    Query.ours(stage, "ReconcileLag", {}, "Maximum"),
    7200,
    "Purchases wait two hours for a look at their store",
    {
      minutes: 60,
      periods: 2
    }
  ),
  ...attempts.map(([severity, fact, most, says]) =>
    alarm(severity, fact, Query.ours(stage, "SecurityEvents", { fact }, "Sum"), most, says, { minutes: 15 })
  ),
  alarm(
    "warning",
    "credentials-refused",
    Query.ours(stage, "CredentialsRefused", {}, "Sum"),
    1000,
    "Tokens that open nothing come in masses"
  ),
  alarm(
    "warning",
    "temp-files-growing",
    Query.bucket("BucketSizeBytes", tempBucket),
    50 * GB,
    "What should live two days piles up",
    {
      minutes: 24 * 60
    }
  )
]
