import { Command } from "effect/cli"
import { list } from "./List.ts"
import { revoke } from "./Revoke.ts"

export const sessions = Command.make("sessions").pipe(
  Command.withDescription("Where people are signed in"),
  Command.withSubcommands([list, revoke])
)
