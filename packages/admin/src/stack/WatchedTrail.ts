import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { Effect, Layer, Option } from "effect"
import * as Progress from "../cli/Progress.ts"

/** The trail, saying how many of its events were read so far. */
export const layer = Layer.effect(
  AuditTrail,
  Effect.gen(function* () {
    const trail = yield* AuditTrail
    const watch = yield* Progress.watch("events", Option.none())
    let read = 0
    return AuditTrail.of({
      ...trail,
      read: (name) => Effect.tap(trail.read(name), () => watch(++read))
    })
  })
)
