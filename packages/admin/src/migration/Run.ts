import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Account from "./Account.ts"
import * as FileJournal from "./FileJournal.ts"
import { into, journal, options } from "./Options.ts"
import * as Systems from "./Systems.ts"
import * as Watch from "./Watch.ts"

export const run = Command.make(
  "run",
  { ...options, journal, into },
  Effect.fnUntraced(function* ({ endpoint, into, journal, json }) {
    yield* Systems.confirmed(endpoint, into)
    const progress = yield* Effect.gen(function* () {
      const watch = yield* Watch.rows
      return yield* MigrationRun.run({ dryRun: false, onBatch: (progress) => watch(Account.readSoFar(progress)) })
    }).pipe(Effect.provide([Systems.layer(endpoint), FileJournal.layer(journal)]), explained)
    yield* Account.tell(progress, json)
  })
).pipe(
  Command.withDescription(
    "Move everybody and everything; killed, it goes on where it was. MIGRATION_WRITES_PER_SECOND bounds the items it writes"
  ),
  Command.withExamples([
    {
      command: "LEGACY_DATABASE_URL=postgres://… pnpm admin migrate run --into serenya-prod",
      description: "After the old system was stopped"
    }
  ])
)
