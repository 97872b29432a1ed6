import { Array, Option, Order } from "effect"
import type { JobId } from "./JobId.ts"

/** The first `limit` of all, each once, in the order of their text; those after `after`. */
export const firstAfter = (all: Iterable<JobId>, after: Option.Option<JobId>, limit: number): ReadonlyArray<JobId> =>
  Array.sort(
    [...new Set(all)].filter((id) => Option.match(after, { onNone: () => true, onSome: (last) => id > last })),
    Order.String
  ).slice(0, limit)
