import { Command } from "effect/cli"
import { accessLog } from "./AccessLog.ts"
import { checkpoint } from "./Checkpoint.ts"
import { query } from "./Query.ts"
import { verify } from "./Verify.ts"

export const audit = Command.make("audit").pipe(
  Command.withDescription("What happened, and whether the trail still says so"),
  Command.withSubcommands([query, accessLog, verify, checkpoint])
)
