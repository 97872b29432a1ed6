import type { Context as AwsContext } from "aws-lambda"
import { Cause, Data, Effect, Exit, type Layer } from "effect"
import * as Correlation from "./Correlation.ts"
import * as Defects from "./Defects.ts"
import * as LambdaRuntime from "./LambdaRuntime.ts"
import * as Metering from "./Metering.ts"
import * as ObjectCreated from "./ObjectCreated.ts"

/** Rejects so that Lambda invokes again with the same event. */
export type Handler = (event: unknown, aws: AwsContext) => Promise<void>

/** Some records are worth another try; which ones is in the log. Carries no keys: Lambda logs the rejection. */
export class RecordsFailed extends Data.TaggedError("RecordsFailed")<{ readonly failed: number }> {
  override get message() {
    return `${this.failed} record(s) failed and may succeed when tried again`
  }
}

/** A refusal or an outage: no error of ours, and met every time that an event comes while another holds its job. */
const isForeseen = <E>(cause: Cause.Cause<E>): boolean => cause.reasons.every(({ _tag }) => _tag === "Fail")

/** Runs `handle` for each created object whose whole key matches; every record is tried before the handler rejects. */
export const make = <E, R, LE>(options: {
  readonly layer: Layer.Layer<R, LE>
  readonly key: RegExp
  readonly handle: (object: ObjectCreated.ObjectCreated) => Effect.Effect<void, E, R>
  /** Other failures are final: logged, and not tried again. Defects always are tried again. */
  readonly isRetryable: (error: E) => boolean
}): Handler => {
  const runtime = LambdaRuntime.make(options.layer)
  const begin = Metering.make()

  const isWorthAnotherTry = (cause: Cause.Cause<E>) =>
    cause.reasons.some((reason) => reason._tag !== "Fail" || options.isRetryable(reason.error))

  const attempt = Effect.fnUntraced(function* (object: ObjectCreated.ObjectCreated) {
    const exit = yield* Effect.exit(options.handle(object))
    if (Exit.isSuccess(exit)) return 0
    const again = isWorthAnotherTry(exit.cause)
    const log = isForeseen(exit.cause) ? Effect.logWarning : Effect.logError
    yield* log(again ? "record failed, to be tried again" : "record failed for good", exit.cause)
    yield* Defects.count(exit.cause)
    return again ? 1 : 0
  })

  const one = (record: unknown) => {
    const object = ObjectCreated.fromRecord(record, options.key)
    return typeof object === "string"
      ? Effect.as(Effect.logWarning("record ignored", { reason: object }), 0)
      : attempt(object)
  }

  const all = Effect.fnUntraced(function* (event: unknown) {
    const records = ObjectCreated.recordsOf(event)
    if (records === undefined) return yield* Effect.logWarning("event ignored", { reason: "it has no records" })
    const counts = yield* Effect.forEach(records, one)
    const failed = counts.reduce((sum, count) => sum + count, 0)
    if (failed > 0) return yield* new RecordsFailed({ failed })
  })

  return async (event, aws) => {
    const metered = begin(aws, Correlation.ofInvocation(aws))
    const exit = await runtime.run(all(event), {
      remainingMillis: aws.getRemainingTimeInMillis(),
      within: metered.within
    })
    metered.end()
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  }
}
