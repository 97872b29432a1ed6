import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { stopQuietly } from "@serenya/local/cli/Teardown"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { replay } from "./erasures/Replay.ts"
import { resume } from "./erasures/Resume.ts"

const erasures = Command.make("erasures").pipe(
  Command.withDescription("People who asked to be forgotten"),
  Command.withSubcommands([replay, resume])
)

const admin = Command.make("admin").pipe(
  Command.withDescription(
    "What operators do to a stage: AWS by the environment's variables, an emulator, or this machine"
  ),
  Command.withSubcommands([erasures])
)

admin.pipe(Command.run({ version: "0.1.0" }), Effect.provide(NodeServices.layer), (program) =>
  NodeRuntime.runMain(program, { disableErrorReporting: true, teardown: stopQuietly })
)
