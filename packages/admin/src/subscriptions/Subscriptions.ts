import { Command } from "effect/cli"
import { explain } from "./Explain.ts"
import { grant } from "./Grant.ts"
import { reconcile } from "./Reconcile.ts"
import { revoke } from "./Revoke.ts"
import { show } from "./Show.ts"

export const subscriptions = Command.make("subscriptions").pipe(
  Command.withDescription("What people may use, and on what it rests"),
  Command.withSubcommands([show, explain, grant, revoke, reconcile])
)
