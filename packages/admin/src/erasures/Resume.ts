import * as ErasureWalk from "@serenya/domain/privacy/ErasureWalk"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import * as Progress from "../cli/Progress.ts"
import * as Erasing from "../stack/Erasing.ts"
import { tell } from "./Report.ts"

export const resume = Command.make(
  "resume",
  { place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, place }) {
    yield* confirmed(place, change)
    const summary = yield* Progress.watch("people", Option.none()).pipe(
      Effect.flatMap((onExamined) => ErasureWalk.resume({ isDryRun: change.dryRun, until: Option.none(), onExamined })),
      Effect.scoped,
      Effect.provide(Erasing.layer(place)),
      explained
    )
    yield* tell(summary, { dryRun: change.dryRun, json })
  })
).pipe(
  Command.withDescription("Finish erasures that were begun and did not end, as erasure-resume does every day"),
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
