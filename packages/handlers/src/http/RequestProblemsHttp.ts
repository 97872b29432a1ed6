import { MalformedRequest, RequestProblems } from "@serenya/api/RequestProblems"
import { BiometricRequired } from "@serenya/domain/biometrics/BiometricErrors"
import { stepUpWindow } from "@serenya/domain/biometrics/StepUpProof"
import { IdempotencyInProgress } from "@serenya/domain/idempotency/IdempotencyErrors"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { UsageLimitReached } from "@serenya/domain/subscriptions/SubscriptionErrors"
import { ConcurrentUpdate } from "@serenya/domain/users/UserErrors"
import { Cause, DateTime, Effect, Layer, Option, SchemaIssue } from "effect"
import { HttpEffect, HttpServerResponse } from "effect/http"
import { HttpApiError } from "effect/http-api"

const formatIssues = SchemaIssue.makeFormatterStandardSchemaV1()

const segment = (part: PropertyKey | { readonly key: PropertyKey }): string =>
  String(typeof part === "object" ? part.key : part)

const malformed = (error: HttpApiError.HttpApiSchemaError): MalformedRequest =>
  new MalformedRequest({
    fields: formatIssues(error.cause.issue).issues.map(({ path, message }) => ({
      path: [error.kind.toLowerCase(), ...(path ?? []).map(segment)].join("."),
      message
    }))
  })

/** Our own answer does not fit our own promise: a defect. */
const isOurs = (error: HttpApiError.HttpApiSchemaError): boolean =>
  error.kind === "Body" || error.kind === "ResponseHeaders"

/** Seconds until the same request may succeed, where time alone heals the refusal. */
const retryAfter = (error: unknown, now: DateTime.Utc): Option.Option<number> => {
  if (error instanceof UsageLimitReached) {
    return Option.some(
      Math.max(1, Math.ceil((DateTime.toEpochMillis(error.againAt) - DateTime.toEpochMillis(now)) / 1000))
    )
  }
  if (error instanceof Unavailable) return Option.some(error.retryable ? 2 : 300)
  return error instanceof ConcurrentUpdate || error instanceof IdempotencyInProgress ? Option.some(1) : Option.none()
}

const announce = (header: string, value: string) =>
  HttpEffect.appendPreResponseHandler((_, response) =>
    Effect.succeed(HttpServerResponse.setHeader(response, header, value))
  )

/** RFC 9470: the token is good, but too long ago somebody was seen. */
const stepUp = `Bearer error="insufficient_user_authentication", max_age=${stepUpWindow.minutes * 60}`

/** A refusal is the caller's matter; an outage is ours, and this is where it surfaces. */
const report = (error: unknown) =>
  error instanceof Unavailable
    ? Effect.logWarning("unavailable", Cause.fail(error)).pipe(
        Effect.annotateLogs({ resource: error.resource, operation: error.operation })
      )
    : Effect.void

const onFailure = Effect.fnUntraced(function* (error: unknown) {
  if (HttpApiError.HttpApiSchemaError.is(error)) {
    return yield* isOurs(error) ? Effect.die(error) : Effect.fail(malformed(error))
  }
  yield* report(error)
  const seconds = retryAfter(error, yield* DateTime.now)
  if (Option.isSome(seconds)) yield* announce("retry-after", String(seconds.value))
  if (error instanceof BiometricRequired) yield* announce("www-authenticate", stepUp)
})

export const layer = Layer.succeed(RequestProblems, (endpoint) => Effect.tapError(endpoint, onFailure))
