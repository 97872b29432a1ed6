import { resolve } from "node:path"
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { Console, Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { stopQuietly } from "./cli/Teardown.ts"
import { explained } from "./cli/Trouble.ts"
import * as Stack from "./stack/Stack.ts"

const port = Flag.Int("port").pipe(
  Flag.withAlias("p"),
  Flag.withDescription("Port on 127.0.0.1; 0 takes any free one"),
  Flag.filter(
    (value) => value >= 0 && value <= 65535,
    () => "a port from 0 to 65535"
  ),
  Flag.withDefault(8787)
)

const state = Flag.String("state").pipe(
  Flag.withMetavar("DIR"),
  Flag.withDescription("Folder for keys, users and documents; delete it to start afresh"),
  Flag.withDefault(".serenya")
)

const endpoint = Flag.String("endpoint").pipe(
  Flag.withMetavar("URL"),
  Flag.withDescription(
    "Keep everything at this AWS-compatible service (moto, LocalStack) instead of in files; needs the AWS_* variables"
  ),
  Flag.filter(
    (value) => URL.canParse(value) && /^https?:/.test(value),
    () => "a URL such as http://127.0.0.1:5000"
  ),
  Flag.optional
)

const banner = ({ analyst, objects, url, users }: Stack.Running): string =>
  `
Serenya is running on this machine.

  Console   ${url}/console
  API       ${url}/api/v1
  API docs  ${url}/docs
  Stores    ${url}/_stores (buy, renew, refund: how to, with curl)

  Users     ${users}
  Objects   ${objects}
  Analyst   ${analyst}

Ctrl-C stops it.
`

const start = Command.make(
  "start",
  { port, state, endpoint },
  Effect.fnUntraced(function* ({ endpoint, port, state }) {
    const settings = yield* Effect.sync(() => process.env)
    const running = yield* explained(Stack.start({ port, endpoint, stateFolder: resolve(state), settings }))
    yield* Console.log(banner(running))
    return yield* Effect.never
  }, Effect.scoped)
).pipe(
  Command.withDescription("The whole service on this machine: no account, no Docker"),
  Command.withExamples([
    { command: "pnpm start", description: "Everything in .serenya" },
    { command: "pnpm start --endpoint http://127.0.0.1:5000", description: "Everything in an emulator" },
    {
      command: "DYNAMODB_ENDPOINT=http://127.0.0.1:8000 pnpm start",
      description: "Users in DynamoDB Local, the rest in .serenya"
    }
  ])
)

start.pipe(Command.run({ version: "0.1.0" }), Effect.provide(NodeServices.layer), (program) =>
  NodeRuntime.runMain(program, { disableErrorReporting: true, teardown: stopQuietly })
)
