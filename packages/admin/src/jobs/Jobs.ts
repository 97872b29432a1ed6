import { Command } from "effect/cli"
import { cleanup } from "./Cleanup.ts"
import { list } from "./List.ts"
import { replay } from "./Replay.ts"
import { show } from "./Show.ts"

export const jobs = Command.make("jobs").pipe(
  Command.withDescription("Documents and questions on their way to a result"),
  Command.withSubcommands([show, list, replay, cleanup])
)
