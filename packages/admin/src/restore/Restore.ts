import { Command } from "effect/cli"
import { plan } from "./Plan.ts"
import { run } from "./Run.ts"

export const restore = Command.make("restore").pipe(
  Command.withDescription("Have the table back as it was at some moment of the last 35 days"),
  Command.withSubcommands([plan, run])
)
