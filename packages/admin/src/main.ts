import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { admin, version } from "./Admin.ts"
import { teardown } from "./cli/Teardown.ts"

admin.pipe(Command.run({ version }), Effect.provide(NodeServices.layer), (program) =>
  NodeRuntime.runMain(program, { disableErrorReporting: true, teardown })
)
