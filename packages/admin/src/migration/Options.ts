import { Flag } from "effect/cli"
import { options as erasures } from "../erasures/Options.ts"

/** What every command about the migration takes. */
export const options = {
  endpoint: erasures.endpoint,
  json: erasures.json
}

export const journal = Flag.String("journal").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("What was done so far; a run goes on where it says"),
  Flag.withDefault("migration.jsonl")
)

/** Writing asks for the name of what is written to: nobody types a stage by mistake. */
export const into = Flag.String("into").pipe(
  Flag.withMetavar("TABLE"),
  Flag.withDescription("The name of the table that is written to, as USER_TABLE has it: the confirmation")
)
