import { LegacySource } from "@serenya/domain/migration/LegacySource"
import { Effect, Option } from "effect"
import * as Progress from "../cli/Progress.ts"

/** Watches how many of the old rows are done. */
export const watch = Effect.gen(function* () {
  const counts = yield* (yield* LegacySource).counts
  const all = [...counts.values()].reduce((sum, rows) => sum + rows, 0)
  return yield* Progress.watch("rows", Option.some(all))
})
