import { count as counted } from "@serenya/domain/telemetry/Meter"
import { type Cause, Effect } from "effect"

/** Counts what we were wrong about; a refusal or an outage is no defect. */
export const count = (cause: Cause.Cause<unknown>): Effect.Effect<void> => {
  const defects = cause.reasons.filter(({ _tag }) => _tag === "Die").length
  return defects === 0 ? Effect.void : counted("Defects", {}, defects)
}
