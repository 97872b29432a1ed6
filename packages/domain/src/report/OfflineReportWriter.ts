import { Effect, Layer } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import type { Draft } from "./Draft.ts"
import { ReportWriter } from "./ReportWriter.ts"
import { ownWording, type WordingFault } from "./WordingRules.ts"

const word = Effect.fn("ReportWriter.word")(function* (
  drafts: ReadonlyArray<Draft>,
  _: ReadonlyArray<WordingFault>,
  permit: Permit
) {
  yield* permit
  return new Map(drafts.map((draft) => [draft.id, ownWording(draft)]))
})

/** Leaves every draft as the rules word it: the same data gives the same report, without a network, a model or a cost. */
export const layer = Layer.succeed(ReportWriter, { model: "offline-rules", promptVersion: "none", word })
