import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { stopQuietly } from "@serenya/local/cli/Teardown"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { checkpoint } from "./audit/Checkpoint.ts"
import { query } from "./audit/Query.ts"
import { verify } from "./audit/Verify.ts"
import { replay } from "./erasures/Replay.ts"
import { resume } from "./erasures/Resume.ts"
import { migrate } from "./migration/Migrate.ts"

const erasures = Command.make("erasures").pipe(
  Command.withDescription("People who asked to be forgotten"),
  Command.withSubcommands([replay, resume])
)

const audit = Command.make("audit").pipe(
  Command.withDescription("What happened, and whether the trail still says so"),
  Command.withSubcommands([verify, checkpoint, query])
)

const admin = Command.make("admin").pipe(
  Command.withDescription(
    "What operators do to a stage: AWS by the environment's variables, an emulator, or this machine"
  ),
  Command.withSubcommands([erasures, audit, migrate])
)

admin.pipe(Command.run({ version: "0.1.0" }), Effect.provide(NodeServices.layer), (program) =>
  NodeRuntime.runMain(program, { disableErrorReporting: true, teardown: stopQuietly })
)
