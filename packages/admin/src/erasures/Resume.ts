import { ErasureOrder } from "@serenya/domain/privacy/ErasureOrder"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Stores from "../stack/Stores.ts"
import { options } from "./Options.ts"
import { tell } from "./Report.ts"
import { type OrderOf, walk } from "./Walk.ts"

const standing: OrderOf = (registered) => Effect.succeed(ErasureOrder.standing(registered))

export const resume = Command.make(
  "resume",
  options,
  Effect.fnUntraced(function* ({ dryRun, json, ...where }) {
    const summary = yield* walk(standing, dryRun).pipe(Effect.provide(Stores.layer(where)), explained)
    yield* tell(summary, json)
  })
).pipe(
  Command.withDescription("Finish erasures that were begun and did not end: run it every day"),
  Command.withExamples([
    { command: "pnpm admin erasures resume", description: "In the stage that the environment names" },
    {
      command: "pnpm admin erasures resume --local .serenya --dry-run",
      description: "What is unfinished on this machine"
    }
  ])
)
