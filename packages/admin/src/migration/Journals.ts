import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import * as FileJournal from "./FileJournal.ts"

/** The journal of a run that was made, or a sentence. */
export const existing = Effect.fnUntraced(function* (path: string) {
  const read = yield* FileJournal.read(path)
  if (Option.isNone(read)) return yield* trouble(`There is no journal ${path}: name the one of the run with --journal.`)
  return read.value
})
