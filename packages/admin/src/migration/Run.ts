import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import * as Migrating from "../stack/Migrating.ts"
import * as Account from "./Account.ts"
import * as FileJournal from "./FileJournal.ts"
import { journal, place } from "./Options.ts"
import * as Rows from "./Rows.ts"

export const run = Command.make(
  "run",
  { place, change: Options.changing, journal, json: Options.json },
  Effect.fnUntraced(function* ({ change, journal, json, place }) {
    yield* confirmed(place, change)
    const progress = yield* Effect.gen(function* () {
      const watch = yield* Rows.watch
      return yield* MigrationRun.run({
        dryRun: change.dryRun,
        onBatch: (progress) => watch(Account.readSoFar(progress))
      })
    }).pipe(
      Effect.scoped,
      Effect.provide([
        Migrating.layer(place),
        change.dryRun ? MemoryMigrationJournal.layer : FileJournal.layer(journal)
      ]),
      explained
    )
    yield* Account.tell(progress, json)
  })
).pipe(
  Command.withDescription(
    "Move everybody and everything; killed, it goes on where it was. MIGRATION_WRITES_PER_SECOND bounds the items it writes"
  ),
  Command.withExamples([
    {
      command: "LEGACY_DATABASE_URL=postgres://… pnpm admin migrate run --stage serenya-prod --yes-this-is-prod",
      description: "After the old system was stopped"
    },
    {
      command: "LEGACY_DATABASE_URL=postgres://… pnpm admin migrate run --local .serenya",
      description: "Invented people, made by adapters-aws/testing/legacy/fill.ts, into this machine's service"
    }
  ])
)
