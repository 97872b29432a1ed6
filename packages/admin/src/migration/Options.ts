import { Flag } from "effect/cli"
import * as Options from "../cli/Options.ts"

/** Where the new system is. */
export const place = { endpoint: Options.place.endpoint, local: Options.place.local }

export const journal = Flag.String("journal").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("What was done so far; a run goes on where it says"),
  Flag.withDefault("migration.jsonl")
)
