import { Command } from "effect/cli"
import { facts } from "./Facts.ts"

export const incident = Command.make("incident").pipe(
  Command.withDescription("What to know in the first hour (docs/RUNBOOK.md)"),
  Command.withSubcommands([facts])
)
