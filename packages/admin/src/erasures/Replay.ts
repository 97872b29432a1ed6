import * as ErasureWalk from "@serenya/domain/privacy/ErasureWalk"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import * as Progress from "../cli/Progress.ts"
import * as Erasing from "../stack/Erasing.ts"
import { tell } from "./Report.ts"

export const replay = Command.make(
  "replay",
  { place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, place }) {
    yield* confirmed(place, change)
    const summary = yield* Progress.watch("people", Option.none()).pipe(
      Effect.flatMap((onExamined) => ErasureWalk.replay({ isDryRun: change.dryRun, until: Option.none(), onExamined })),
      Effect.scoped,
      Effect.provide(Erasing.layer(place)),
      explained
    )
    yield* tell(summary, { dryRun: change.dryRun, json })
  })
).pipe(
  Command.withDescription("Forget again whoever is in the erasure ledger: after a table was restored from a backup"),
  Command.withExamples([
    {
      command: "pnpm admin erasures replay --table serenya-restored --dry-run",
      description: "Who would come back with this backup"
    },
    {
      command: "pnpm admin erasures replay --table serenya-restored --stage serenya-restored --json",
      description: "Forget them, before anybody is let in"
    }
  ])
)
