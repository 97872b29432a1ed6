import { IdempotencyInProgress, IdempotencyKeyReused } from "@serenya/domain/idempotency/IdempotencyErrors"
import { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import * as IdempotencyRules from "@serenya/domain/idempotency/IdempotencyRules"
import { Context, type Duration, Schema } from "effect"
import { HttpApiMiddleware, OpenApi } from "effect/http-api"
import { outage } from "./Outage.ts"
import { problem } from "./Problem.ts"

/** What a POST declares beside its payload, together with the `Idempotency` middleware. */
export const idempotencyHeaders = {
  "idempotency-key": Schema.optionalKey(
    IdempotencyKey.annotate({
      description:
        "Names this request, for 24 hours (a sign-in: 10 minutes). The same request with the same key is done once, and " +
        "answered again with Idempotency-Replayed: true"
    })
  )
}

/**
 * Does what a POST asks for once per Idempotency-Key. Goes on an endpoint before `Authentication` does, so that it runs
 * behind it and knows the caller.
 */
export class Idempotency extends HttpApiMiddleware.Service<Idempotency>()("@serenya/api/Idempotency", {
  error: [
    problem(IdempotencyKeyReused, { status: 409, title: "Idempotency-Key used before" }),
    problem(IdempotencyInProgress, { status: 409, title: "Still in progress", retryable: true }),
    outage
  ]
}) {}

/** What proves who asks where nobody is signed in: a field of the payload. The answer is kept for as long as `keptFor`. */
export interface Credential {
  readonly field: string
  readonly keptFor: Duration.Input
}

/** On a POST without an access token. */
export const PresentedCredential = Context.Reference<Credential | undefined>("@serenya/api/PresentedCredential", {
  defaultValue: () => undefined
})

/** An id_token may expire within the hour: an answer that was earned with it must not let anybody in much longer. */
export const idTokenCredential: Credential = { field: "id_token", keptFor: "10 minutes" }

export const refreshTokenCredential: Credential = { field: "refresh_token", keptFor: IdempotencyRules.retention }

/** For the one kind of POST that takes no key: its body is an event with an id of its own, by which it is done once. */
export const deduplicatedBy = (eventId: string) => OpenApi.annotations({ override: { "x-deduplicated-by": eventId } })
