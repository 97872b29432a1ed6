import type { TableChange } from "@serenya/domain/audit/TableChange"
import type { Context as AwsContext } from "aws-lambda"
import { Cause, Effect, Exit, type Layer, Option } from "effect"
import * as Correlation from "./Correlation.ts"
import * as Defects from "./Defects.ts"
import * as LambdaRuntime from "./LambdaRuntime.ts"
import * as Metering from "./Metering.ts"
import * as ObjectCreated from "./ObjectCreated.ts"
import * as TableStream from "./TableStream.ts"

/** Which records are to come again, by their sequence numbers (`ReportBatchItemFailures`); rejects where nobody can say. */
export interface Failures {
  readonly batchItemFailures: ReadonlyArray<{ readonly itemIdentifier: string }>
}

export type Handler = (event: unknown, aws: AwsContext) => Promise<Failures>

const parallel = 8

/**
 * Runs `handle` for each write in a batch of the table's stream, whatever becomes of the others. A write whose handling
 * fails comes again, and with it all after it in its shard: handling must be safe to repeat.
 */
export const make = <E, R, LE>(options: {
  readonly layer: Layer.Layer<R, LE>
  readonly handle: (change: TableChange) => Effect.Effect<void, E, R>
}): Handler => {
  const runtime = LambdaRuntime.make(options.layer)
  const begin = Metering.make()

  const one = Effect.fnUntraced(function* (record: unknown) {
    const sequenceNumber = TableStream.sequenceNumberOf(record)
    const change = TableStream.changeIn(record)
    if (Option.isNone(change) || Option.isNone(sequenceNumber)) {
      yield* Effect.logError("record ignored", { reason: "it is no record of the table" })
      return []
    }
    const exit = yield* Effect.exit(options.handle(change.value))
    if (Exit.isSuccess(exit)) return []
    const isForeseen = exit.cause.reasons.every(({ _tag }) => _tag === "Fail")
    yield* (isForeseen ? Effect.logWarning : Effect.logError)("record failed, to be tried again", exit.cause)
    yield* Defects.count(exit.cause)
    return [{ itemIdentifier: sequenceNumber.value }]
  })

  const all = Effect.fnUntraced(function* (event: unknown) {
    const records = ObjectCreated.recordsOf(event)
    if (records === undefined) yield* Effect.logWarning("event ignored", { reason: "it has no records" })
    const failures = yield* Effect.forEach(records ?? [], one, { concurrency: parallel })
    return { batchItemFailures: failures.flat() }
  })

  return async (event, aws) => {
    const metered = begin(aws, Correlation.ofInvocation(aws))
    const exit = await runtime.run(all(event), {
      remainingMillis: aws.getRemainingTimeInMillis(),
      within: metered.within
    })
    metered.end()
    if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
    return exit.value
  }
}
