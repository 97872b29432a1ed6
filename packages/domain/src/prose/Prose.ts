import { Effect } from "effect"
import type { Facts } from "./Fact.ts"
import { faultsOf, withhold } from "./ProseRules.ts"

/**
 * Lets somebody word a text about facts: once, once more with the numbers that were wrong, and then without the passages
 * that still are. `word` gets the numbers that no fact has, none the first time.
 */
export const worded = Effect.fn("Prose.worded")(function* <E, R>(
  word: (invented: ReadonlyArray<string>) => Effect.Effect<string, E, R>,
  facts: Facts
) {
  const first = yield* word([])
  const faults = faultsOf(first, facts)
  if (faults.length === 0) return first
  return withhold(yield* word([...new Set(faults.flatMap(({ invented }) => invented))]), facts)
})
