import { resolve } from "node:path"
import { NodeRuntime, NodeServices } from "@effect/platform-node"
import { total } from "@serenya/domain/testing/synthetic/Scores"
import { Console, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { stopQuietly } from "./cli/Teardown.ts"
import { trouble } from "./cli/Trouble.ts"
import * as Cases from "./evaluation/Cases.ts"
import { evaluate, layer, scoresOf } from "./evaluation/Evaluation.ts"
import * as Figures from "./evaluation/Figures.ts"

const rounds = 2

/** `pnpm` runs scripts in the workspace; a person names folders from where they are. */
const pathOf = (folder: string): string => resolve(process.env["INIT_CWD"] ?? ".", folder)

const command = Command.make(
  "evaluate",
  {
    folder: Argument.String("folder").pipe(
      Argument.withDescription(
        "A folder of PDF reports with their truth in truth/ inside or beside it; without one, the synthetic corpus"
      ),
      Argument.optional
    ),
    seed: Flag.Int("seed").pipe(
      Flag.withDescription("Draws the synthetic corpus anew from another number"),
      Flag.withDefault(1)
    )
  },
  Effect.fnUntraced(function* ({ folder, seed }) {
    const cases = yield* Option.match(folder, {
      onNone: () => Effect.succeed(Cases.synthetic(seed, rounds)),
      onSome: (name) => Cases.ofFolder(pathOf(name))
    })
    const outcomes = yield* evaluate(cases).pipe(Effect.provide(layer))
    yield* Effect.forEach(Figures.lines(outcomes), (line) => Console.log(line))
    const { wrong } = total(scoresOf(outcomes))
    if (wrong.length > 0)
      return yield* trouble(
        `${wrong.length} wrong ${wrong.length === 1 ? "value was" : "values were"} shown as verified.`
      )
  })
).pipe(Command.withDescription("How right and complete the offline analyst is: figures per report and in total"))

command.pipe(Command.run({ version: "0.1.0" }), Effect.provide(NodeServices.layer), (program) =>
  NodeRuntime.runMain(program, { disableErrorReporting: true, teardown: stopQuietly })
)
