import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { Effect, Option } from "effect"

/** Takes a checkpoint of the audit trail, and says which: the log is a second place that knows the newest. */
export const run = Effect.gen(function* () {
  const taken = yield* (yield* AuditCheckpoints).take
  yield* Option.match(taken, {
    onNone: () => Effect.logInfo("another checkpoint was taken at the same time"),
    onSome: ({ count, digest, number, total }) =>
      Effect.logInfo("checkpoint taken", { anchor: `${number}:${digest}`, count, total })
  })
})
