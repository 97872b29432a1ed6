import { AuditCheckpoints, type Taken } from "@serenya/domain/audit/AuditCheckpoints"
import { count as counted } from "@serenya/domain/telemetry/Meter"
import { DateTime, Duration, Effect, Option } from "effect"

/** How long the trail went without one; the first follows none. */
const ageOf = ({ at, before }: Taken): number =>
  Option.match(before, { onNone: () => 0, onSome: (then) => Duration.toSeconds(DateTime.distance(then, at)) })

/** Takes a checkpoint of the audit trail, and says which: the log is a second place that knows the newest. */
export const run = Effect.gen(function* () {
  const taken = yield* (yield* AuditCheckpoints).take
  if (Option.isNone(taken)) return yield* Effect.logInfo("another checkpoint was taken at the same time")
  const { count, digest, number, total } = taken.value
  yield* Effect.logInfo("checkpoint taken", { anchor: `${number}:${digest}`, count, total })
  yield* counted("CheckpointAge", {}, ageOf(taken.value))
})
