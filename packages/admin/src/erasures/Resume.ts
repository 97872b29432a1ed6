import { ErasureOrder } from "@serenya/domain/privacy/ErasureOrder"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import * as Erasing from "../stack/Erasing.ts"
import { tell } from "./Report.ts"
import { type OrderOf, walk } from "./Walk.ts"

const standing: OrderOf = (registered) => Effect.succeed(ErasureOrder.standing(registered))

export const resume = Command.make(
  "resume",
  { place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, place }) {
    yield* confirmed(place, change)
    const summary = yield* walk(standing, change.dryRun).pipe(
      Effect.scoped,
      Effect.provide(Erasing.layer(place)),
      explained
    )
    yield* tell(summary, json)
  })
).pipe(
  Command.withDescription("Finish erasures that were begun and did not end: run it every day"),
  Command.withExamples([
    {
      command: "pnpm admin erasures resume --stage serenya-prod --yes-this-is-prod",
      description: "In the stage that the environment names"
    },
    {
      command: "pnpm admin erasures resume --local .serenya --dry-run",
      description: "What is unfinished on this machine"
    }
  ])
)
