import type { Effect } from "effect"

/** How to let something go wrong inside the service, which only who started it can. */
export interface Troubles {
  /** The next analysis of a document fails, in a way that is worth another try. */
  readonly failNextAnalysis: Effect.Effect<void>
}
