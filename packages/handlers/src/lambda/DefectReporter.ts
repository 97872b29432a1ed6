import { Cause, Effect, ErrorReporter } from "effect"
import * as Defects from "./Defects.ts"

const isDefect = (reason: Cause.Reason<unknown>): reason is Cause.Die =>
  reason._tag === "Die" && !ErrorReporter.isIgnored(reason.defect)

const make = (): ErrorReporter.ErrorReporter => {
  const reported = new WeakSet<object>()
  const isNews = (reason: Cause.Die) => {
    const identity = typeof reason.defect === "object" && reason.defect !== null ? reason.defect : reason
    if (reported.has(identity)) return false
    reported.add(identity)
    return true
  }
  return {
    [ErrorReporter.TypeId]: ErrorReporter.TypeId,
    report: ({ cause, fiber }) => {
      const defects = cause.reasons.filter(isDefect).filter(isNews)
      if (defects.length === 0) return
      const news = Cause.fromReasons(defects)
      Effect.runForkWith(fiber.context)(Effect.andThen(Effect.logError("defect", news), Defects.count(news)))
    }
  }
}

/** Logs and counts each defect once, however many layers report it. Refusals and a caller's bad input are no defects. */
export const layer = ErrorReporter.layer([make()])
