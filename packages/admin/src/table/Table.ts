import { Command } from "effect/cli"
import { count } from "./Count.ts"
import { create } from "./Create.ts"
import { remove } from "./Delete.ts"
import { exportTable } from "./Export.ts"
import { importTable } from "./Import.ts"
import { upgrade } from "./Upgrade.ts"

export const table = Command.make("table").pipe(
  Command.withDescription("The table as a whole: its making, its rows, its copies"),
  Command.withSubcommands([create, remove, count, exportTable, importTable, upgrade])
)
