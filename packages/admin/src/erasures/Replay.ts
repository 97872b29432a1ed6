import { Erasures } from "@serenya/domain/privacy/Erasures"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import * as Erasing from "../stack/Erasing.ts"
import { tell } from "./Report.ts"
import { walk } from "./Walk.ts"

export const replay = Command.make(
  "replay",
  { place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, place }) {
    yield* confirmed(place, change)
    const summary = yield* Erasures.use(({ recorded }) => walk(recorded, change.dryRun)).pipe(
      Effect.scoped,
      Effect.provide(Erasing.layer(place)),
      explained
    )
    yield* tell(summary, json)
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
