import { DateTime, Effect, Layer } from "effect"
import { RandomIds } from "../shared/RandomIds.ts"
import { count } from "../telemetry/Meter.ts"
import { AuditEventId } from "./AuditEvent.ts"
import { AuditTrail } from "./AuditTrail.ts"
import { SecurityEvents } from "./SecurityEvents.ts"
import type { Refused } from "./SecurityRules.ts"

/** A refusal waits no longer than this for its event to be kept; then the log has it. */
const patience = "2 seconds"

/** Keeps refusals in the audit trail; those that it cannot keep are in the log, as errors. Each is counted either way. */
export const layer = Layer.effect(
  SecurityEvents,
  Effect.gen(function* () {
    const trail = yield* AuditTrail
    const ids = yield* RandomIds

    const record = Effect.fn("TrailSecurityEvents.record")(
      function* (refused: Refused) {
        yield* count("SecurityEvents", { fact: refused.fact })
        const id = AuditEventId.make(yield* ids.uuid)
        yield* trail.append({ format: 1, id, at: yield* DateTime.now, type: "security", ...refused })
      },
      (kept, refused) =>
        kept.pipe(
          Effect.timeout(patience),
          Effect.catchCause((cause) => Effect.logError("security event not kept", refused, cause))
        )
    )

    return { record }
  })
)
