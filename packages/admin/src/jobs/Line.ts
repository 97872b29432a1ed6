import type { JobRecord } from "@serenya/domain/jobs/JobRecord"
import * as JobRules from "@serenya/domain/jobs/JobRules"
import { DateTime, Option } from "effect"
import { age, momentOr } from "../cli/Moment.ts"

const isoOrNull = (at: Option.Option<DateTime.Utc>) => Option.getOrNull(Option.map(at, DateTime.formatIso))

/** What may be told of a job: ids, states, times and codes. */
export const object = (record: JobRecord) => ({
  job_id: record.jobId,
  kind: record.kind,
  user_id: record.userId,
  created_at: DateTime.formatIso(record.createdAt),
  state: record.state,
  failure: Option.getOrNull(Option.map(record.failure, ({ code }) => code)),
  retryable: Option.getOrNull(Option.map(record.failure, ({ retryable }) => retryable)),
  input_held: record.isInputHeld,
  attempt: record.attempt,
  lease_until: isoOrNull(record.leaseUntil),
  retries: JobRules.timesRetried(record.retried),
  retried_at: isoOrNull(Option.map(record.retried, ({ at }) => at))
})

const failureOf = ({ failure }: JobRecord): string =>
  Option.match(failure, {
    onNone: () => "-",
    onSome: ({ code, retryable }) => (retryable ? `${code} (retryable)` : code)
  })

export const columns = [
  { title: "job" },
  { title: "state" },
  { title: "age", align: "right" },
  { title: "attempt", align: "right" },
  { title: "retries", align: "right" },
  { title: "failure" }
] as const

export const row = (record: JobRecord, now: DateTime.Utc): ReadonlyArray<string> => [
  record.jobId,
  record.state,
  age(record.createdAt, now),
  String(record.attempt),
  String(JobRules.timesRetried(record.retried)),
  failureOf(record)
]

export const entries = (record: JobRecord, now: DateTime.Utc): ReadonlyArray<readonly [string, string]> => [
  ["job", record.jobId],
  ["kind", record.kind],
  ["person", record.userId],
  ["state", record.state],
  ["failure", failureOf(record)],
  ["age", age(record.createdAt, now)],
  ["input", record.isInputHeld ? "held" : "none"],
  ["attempt", `${record.attempt} of ${JobRules.maxAttempts}`],
  ["lease until", momentOr(record.leaseUntil, "-")],
  ["retries", `${JobRules.timesRetried(record.retried)} of ${JobRules.maxRetries}`]
]
