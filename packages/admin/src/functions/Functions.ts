import { Command } from "effect/cli"
import { rollback } from "./Rollback.ts"
import { versions } from "./Versions.ts"

export const functions = Command.make("functions").pipe(
  Command.withDescription("Which code answers, and having older code answer again"),
  Command.withSubcommands([versions, rollback])
)
