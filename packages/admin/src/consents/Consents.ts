import { Command } from "effect/cli"
import { show } from "./Show.ts"

export const consents = Command.make("consents").pipe(
  Command.withDescription("What people agreed to"),
  Command.withSubcommands([show])
)
