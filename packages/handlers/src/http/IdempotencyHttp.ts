import { CurrentCaller } from "@serenya/api/Authentication"
import { CorrelationId } from "@serenya/api/CorrelationId"
import { type Credential, Idempotency, PresentedCredential } from "@serenya/api/Idempotency"
import { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import * as IdempotencyRules from "@serenya/domain/idempotency/IdempotencyRules"
import type { IdempotencyScope } from "@serenya/domain/idempotency/IdempotencyScopes"
import { type FirstCall, IdempotentCalls } from "@serenya/domain/idempotency/IdempotentCalls"
import { Cause, Context, type Duration, Effect, Layer, Option, Predicate, Redacted, Schema } from "effect"
import { HttpEffect, HttpServerRequest, type HttpServerResponse } from "effect/http"
import * as KeptAnswer from "./KeptAnswer.ts"
import { jsonOf, requestText } from "./RequestText.ts"

const decodeKey = Schema.decodeUnknownOption(IdempotencyKey)

/** Whose key it is, and for how long. */
interface Holder {
  readonly scope: IdempotencyScope
  readonly keptFor: Duration.Input
}

const presented = (credential: Credential, body: string): Option.Option<Redacted.Redacted> =>
  jsonOf(body).pipe(
    Option.map((json) => (Predicate.hasProperty(json, credential.field) ? json[credential.field] : undefined)),
    Option.filter((value) => typeof value === "string" && value !== ""),
    Option.map((value) => Redacted.make(String(value), { label: credential.field }))
  )

/**
 * A request without a key passes and costs nothing. So does one whose key or credential is malformed, or whose caller is
 * not let in: the endpoint then says why.
 */
export const layer = Layer.effect(
  Idempotency,
  Effect.gen(function* () {
    const calls = yield* IdempotentCalls

    const holderOf = Effect.fnUntraced(function* (annotations: Context.Context<never>, body: string) {
      const caller = yield* Effect.serviceOption(CurrentCaller)
      if (Option.isSome(caller)) {
        const scope = yield* calls.scopeOf(caller.value)
        return Option.map(scope, (scope): Holder => ({ scope, keptFor: IdempotencyRules.retention }))
      }
      const credential = Context.get(annotations, PresentedCredential)
      if (credential === undefined)
        return yield* Effect.die(new Error("A POST says neither who calls nor what proves it"))
      const scope = Option.map(presented(credential, body), calls.scopeOfCredential)
      return Option.map(yield* Effect.transposeOption(scope), (scope): Holder => ({
        scope,
        keptFor: credential.keptFor
      }))
    })

    /** The work is done and answered either way: an answer that cannot be kept is worth a line in the log, not a 503. */
    const settle = (first: FirstCall, response: HttpServerResponse.HttpServerResponse) =>
      Option.match(KeptAnswer.of(response), {
        onNone: () => calls.release(first),
        onSome: (answer) => calls.complete(first, answer)
      }).pipe(
        Effect.catchTag("Unavailable", (error) => Effect.logWarning("answer not kept", Cause.fail(error))),
        Effect.as(response)
      )

    return Idempotency.of(
      Effect.fnUntraced(function* (answered, { endpoint }) {
        const request = yield* HttpServerRequest.HttpServerRequest
        const key = decodeKey(request.headers["idempotency-key"])
        if (Option.isNone(key)) return yield* answered
        const body = yield* Effect.orElseSucceed(request.text, () => "")
        const holder = yield* holderOf(endpoint.annotations, body)
        if (Option.isNone(holder)) return yield* answered
        const text = requestText(request.method, request.originalUrl, body)
        const turn = yield* calls.begin({ ...holder.value, key: key.value, request: Redacted.make(text) })
        if (turn._tag === "Again") return KeptAnswer.again(turn.answer, yield* CorrelationId)
        yield* HttpEffect.appendPreResponseHandler((_, response) => settle(turn, response))
        return yield* answered
      })
    )
  })
)
