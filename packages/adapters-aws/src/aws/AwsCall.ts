import { type Resource, Unavailable } from "@serenya/domain/shared/Unavailable"
import { count } from "@serenya/domain/telemetry/Meter"
import { Duration, Effect, Schedule } from "effect"

interface SdkError {
  readonly name?: string
  readonly code?: string
  readonly $retryable?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly CancellationReasons?: ReadonlyArray<{ readonly Code?: string }>
}

const transient = new Set([
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "TransactionInProgressException",
  "TransactionConflictException",
  "SlowDown",
  "InternalServerError",
  "TimeoutError",
  "ECONNRESET",
  "ECONNREFUSED",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "EPIPE"
])

/** A transaction that met another one, or a full partition, in one of its items. */
const transientReasons = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])

/** Whether asking again may help: throttles, server faults and broken connections; not denials or malformed requests. */
export const isTransient = (cause: unknown): boolean => {
  const { name = "", code = "", $retryable, $metadata, CancellationReasons = [] } = (cause ?? {}) as SdkError
  return (
    $retryable !== undefined ||
    transient.has(name) ||
    transient.has(code) ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    CancellationReasons.some(({ Code = "" }) => transientReasons.has(Code))
  )
}

const backoff = Schedule.min([Schedule.exponential("50 millis"), Schedule.spaced("1 second")]).pipe(Schedule.jittered)

/** How long one attempt may take and how many follow it. */
export interface CallLimits {
  readonly attemptTimeout: Duration.Input
  readonly retries: number
}

export const defaultLimits: CallLimits = { attemptTimeout: Duration.seconds(3), retries: 3 }

/**
 * One attempt of an SDK call, bounded; interruption aborts the request. The SDK's own answers (a failed condition, a
 * missing key) are told apart by the caller in `refusal`; what it returns is failed with, everything else is `Unavailable`.
 */
export const awsAttempt = <A, E = never>(
  resource: Resource,
  operation: string,
  run: (options: { readonly abortSignal: AbortSignal }) => Promise<A>,
  refusal: (cause: unknown) => E | undefined,
  attemptTimeout: Duration.Input
): Effect.Effect<A, E | Unavailable> =>
  Effect.tryPromise({
    try: (abortSignal) => run({ abortSignal }),
    catch: (cause) => refusal(cause) ?? new Unavailable({ resource, operation, retryable: isTransient(cause), cause })
  }).pipe(
    Effect.timeoutOrElse({
      duration: attemptTimeout,
      orElse: () =>
        Effect.fail(
          new Unavailable({ resource, operation, retryable: true, cause: new Error("The attempt timed out") })
        )
    })
  )

/**
 * Repeats what failed for a transient fault of `resource`, with jitter, and counts every try that failed and whatever was
 * given up; faults of others were retried and counted where they arose.
 */
export const retried =
  (resource: Resource, times: number) =>
  <A, E, R>(attempt: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
    const isOurs = (error: E): error is E & Unavailable => error instanceof Unavailable && error.resource === resource
    const counted = (name: "FailedTries" | "Unavailable") => (error: E) =>
      isOurs(error) ? count(name, { resource }) : Effect.void
    return attempt.pipe(
      Effect.tapError(counted("FailedTries")),
      Effect.retry({ schedule: backoff, times, while: (error) => isOurs(error) && error.retryable }),
      Effect.tapError(counted("Unavailable"))
    )
  }

/** One SDK call, its transient faults retried. Clients are built with `maxAttempts: 1`, so that nothing retries twice. */
export const awsCall = <A, E = never>(
  resource: Resource,
  operation: string,
  run: (options: { readonly abortSignal: AbortSignal }) => Promise<A>,
  refusal: (cause: unknown) => E | undefined = () => undefined,
  limits: CallLimits = defaultLimits
): Effect.Effect<A, E | Unavailable> =>
  awsAttempt(resource, operation, run, refusal, limits.attemptTimeout).pipe(retried(resource, limits.retries))
