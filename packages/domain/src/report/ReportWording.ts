import { Effect } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import type { Outline } from "./Outline.ts"
import type { Wordings } from "./ReportRules.ts"
import { ReportWriter } from "./ReportWriter.ts"
import { faultOf, namesIn, wordable } from "./WordingRules.ts"

/**
 * Lets a writer word what is worth it: once, and once more what may not be shown, with what was wrong. What still may not
 * stays as the rules word it (`ReportRules.assemble` holds every text once more).
 */
export const wordings = Effect.fn("ReportWording.wordings")(function* (outline: Outline, permit: Permit) {
  const { word } = yield* ReportWriter
  const drafts = wordable(outline)
  const names = namesIn(outline)
  const first = yield* word(drafts, [], permit)
  const faults = drafts.flatMap((draft) => {
    const text = first.get(draft.id)
    return text === undefined ? [] : (faultOf(draft, text, names) ?? [])
  })
  if (faults.length === 0) return first
  const faulty = new Set(faults.map(({ id }) => id))
  const second = yield* word(
    drafts.filter(({ id }) => faulty.has(id)),
    faults,
    permit
  )
  const kept = [...first].filter(([id]) => !faulty.has(id))
  return new Map([...kept, ...[...second].filter(([id]) => faulty.has(id))]) satisfies Wordings
})
