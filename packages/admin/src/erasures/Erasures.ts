import { Command } from "effect/cli"
import { replay } from "./Replay.ts"
import { resume } from "./Resume.ts"

export const erasures = Command.make("erasures").pipe(
  Command.withDescription("People who asked to be forgotten"),
  Command.withSubcommands([replay, resume])
)
