import { Erasures } from "@serenya/domain/privacy/Erasures"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Stores from "../stack/Stores.ts"
import { options } from "./Options.ts"
import { tell } from "./Report.ts"
import { walk } from "./Walk.ts"

export const replay = Command.make(
  "replay",
  options,
  Effect.fnUntraced(function* ({ dryRun, json, ...where }) {
    const summary = yield* Erasures.use(({ recorded }) => walk(recorded, dryRun)).pipe(
      Effect.provide(Stores.layer(where)),
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
      command: "pnpm admin erasures replay --table serenya-restored --json",
      description: "Forget them, before anybody is let in"
    }
  ])
)
