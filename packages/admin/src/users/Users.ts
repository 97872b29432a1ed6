import { Command } from "effect/cli"
import { erase } from "./Erase.ts"
import { explain } from "./Explain.ts"
import { export as exported } from "./Export.ts"
import { find } from "./Find.ts"
import { reactivate } from "./Reactivate.ts"
import { show } from "./Show.ts"
import { suspend } from "./Suspend.ts"

export const users = Command.make("users").pipe(
  Command.withDescription("Accounts: find, show, explain, suspend, export, erase. Nobody acts as somebody else"),
  Command.withSubcommands([find, show, explain, suspend, reactivate, exported, erase])
)
