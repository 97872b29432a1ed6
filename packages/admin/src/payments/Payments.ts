import { Command } from "effect/cli"
import { list } from "./List.ts"

export const payments = Command.make("payments").pipe(
  Command.withDescription("What people paid and got back"),
  Command.withSubcommands([list])
)
