import { RefusalFact } from "../audit/AuditEvent.ts"
import { JobKind } from "../jobs/JobId.ts"
import { JobFailureCode } from "../jobs/JobOutcome.ts"
import { Resource } from "../shared/Unavailable.ts"
import { PaymentKind } from "../subscriptions/Payment.ts"
import { type Unit, units } from "./MetricUnits.ts"

/** What is counted or measured, by which facts it is told apart, and who asked for it. */
export interface Metric {
  readonly unit: Unit
  /** Every value that a dimension may have: each is a series of its own, and costs as one. Never somebody's id. */
  readonly dimensions: Readonly<Record<string, ReadonlyArray<string>>>
  /** Whether the function that ran is a dimension too; the Lambda adapter names it. */
  readonly perFunction: boolean
  readonly tells: string
  /** The document that demands it, and in which words. */
  readonly askedBy: string
}

const architecture = "system-architecture.md, Monitoring & Observability"

const metric = <const Dimensions extends Metric["dimensions"]>(
  dimensions: Dimensions,
  tells: string,
  askedBy: string,
  unit: Unit = "Count"
) => ({ unit, dimensions, perFunction: false, tells, askedBy })

const ofFunction = (tells: string, askedBy: string, unit: Unit = "Count") => ({
  ...metric({}, tells, askedBy, unit),
  perFunction: true
})

const paidTiers = ["premium", "family"] as const

/** What people do, counted once for each write that the table's stream tells of, or where a job begins and ends. */
const business = {
  Onboardings: metric({}, "People who signed up", `${architecture}: user registrations, user_registered`),
  DailyActivePeople: metric({}, "People at their first activity of a day in UTC", `${architecture}: active users`),
  MonthlyActivePeople: metric({}, "People at their first activity of a month in UTC", `${architecture}: active users`),
  ConsentsGiven: metric({}, "Texts that somebody agreed to", "issue 6: business metrics"),
  ConsentsWithdrawn: metric({}, "Texts that somebody took their consent back for", "issue 6: business metrics"),
  UploadsGranted: metric({}, "Forms for one document", `${architecture}: document processing volume`),
  JobsCompleted: metric(
    { job_kind: JobKind.literals },
    "Jobs that ended with a result: documents, answers, reports",
    `${architecture}: document_processed, premium_feature_used`
  ),
  JobsFailed: metric(
    { failure_code: JobFailureCode.literals },
    "Jobs that ended without one, by why",
    `${architecture}: document processing volume`
  ),
  ChatQuestions: metric({}, "Questions about results", "issue 6: business metrics"),
  EmergenciesHeard: metric({}, "Questions that state what cannot wait", "issue 6: business metrics"),
  ReportsRequested: metric({}, "Doctor's reports asked for", `${architecture}: premium_feature_used`),
  Purchases: metric({ tier: paidTiers }, "People who came to a paid tier", `${architecture}: subscription_upgraded`),
  Renewals: metric({ tier: paidTiers }, "Paid time that went on", `${architecture}: premium subscriptions`),
  RenewalsCancelled: metric({}, "People who will not go on paying", `${architecture}: premium subscriptions`),
  SubscriptionsEnded: metric({}, "People whose paid time is over", `${architecture}: premium subscriptions`),
  Payments: metric({ payment_kind: PaymentKind.literals }, "What stores did with money", `${architecture}: revenue`),
  Revenue: metric(
    { currency: ["CHF", "EUR", "GBP", "USD"] },
    "Money in hundredths: what was charged, less what went back",
    `${architecture}: revenue metrics`,
    units.Revenue
  ),
  Erasures: metric({}, "People who asked to be forgotten", "issue 6: business metrics")
} as const

/** How the service does, counted where it happens. */
const operations = {
  Latency: ofFunction("From event to answer, as the function sees it", `${architecture}: duration`, units.Latency),
  ColdStarts: ofFunction("First invocations of a process", "rds-to-dynamodb-migration-plan.md, Part 7"),
  Refusals: metric(
    { status: ["400", "401", "403", "404", "405", "409", "413", "415", "422", "429"] },
    "Answers that say no; the line says with which code",
    `${architecture}: API Gateway 4xx`
  ),
  FailedAnswers: metric({ status: ["500", "503", "504"] }, "Answers that were our fault", `${architecture}: 5xx`),
  Defects: metric({}, "What we were wrong about", `${architecture}: Lambda errors`),
  Unavailable: metric(
    { resource: Resource.literals },
    "Calls that the world did not answer, after the last try",
    `${architecture}: Bedrock service unavailable`
  ),
  FailedTries: metric(
    { resource: Resource.literals },
    "Tries of a call that failed, whatever the next one did",
    "issue 6"
  ),
  JobAge: metric(
    { job_kind: JobKind.literals },
    "From the moment a job was granted to its end",
    `${architecture}: document processing`,
    units.JobAge
  ),
  KeyCalls: metric({ key_call: ["generate", "unwrap"] }, "Calls of KMS", `${architecture}: KMS encryption/decryption`),
  AuditEvents: metric({}, "Events that the trail did not hold before", `${architecture}: DynamoDB Streams processing`),
  StrandedChanges: metric({}, "Writes that the trail could not be told of", `${architecture}: Streams processing`),
  CheckpointAge: metric(
    {},
    "Since the checkpoint before, told with each that is taken; silence is the fault",
    "issue 6: audit",
    units.CheckpointAge
  ),
  ReconcileLag: metric(
    {},
    "How late the longest due purchase is, told by each run; silence is the fault",
    "issue 6: operations metrics",
    units.ReconcileLag
  ),
  PurchasesReconciled: metric(
    { outcome: ["asked", "postponed", "struck", "failed"] },
    "Purchases whose time had come, by what became of them",
    "issue 6: operations metrics"
  )
} as const

/** What somebody tries who should not. */
const security = {
  SecurityEvents: metric(
    { fact: RefusalFact.literals },
    "Refusals that the trail keeps",
    `${architecture}: suspicious`
  ),
  CredentialsRefused: metric({}, "Access tokens that open nothing", `${architecture}: failed authentication attempts`)
} as const

/** Every metric of ours, by name: the code emits these, and dashboards and alarms query no others. */
export const metrics = { ...business, ...operations, ...security } as const satisfies Readonly<Record<string, Metric>>

export type MetricName = keyof typeof metrics

type DimensionsIn<Name extends MetricName> = (typeof metrics)[Name]["dimensions"]

/** The values by which a metric is told apart. */
export type DimensionsOf<Name extends MetricName> = {
  readonly [Key in keyof DimensionsIn<Name>]: DimensionsIn<Name>[Key] extends ReadonlyArray<infer Value extends string>
    ? Value
    : never
}
