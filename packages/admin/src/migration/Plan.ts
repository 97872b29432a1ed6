import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import * as Migrating from "../stack/Migrating.ts"
import * as Account from "./Account.ts"
import { place } from "./Options.ts"
import * as Rows from "./Rows.ts"

export const plan = Command.make(
  "plan",
  { place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place }) {
    const progress = yield* Effect.gen(function* () {
      const watch = yield* Rows.watch
      return yield* MigrationRun.run({ dryRun: true, onBatch: (progress) => watch(Account.readSoFar(progress)) })
    }).pipe(Effect.scoped, Effect.provide([Migrating.layer(place), MemoryMigrationJournal.layer]), explained)
    yield* Account.tell(progress, json)
  })
).pipe(
  Command.withDescription("Open, map and judge every row of the old database, and write nothing"),
  Command.withExamples([
    {
      command: "LEGACY_DATABASE_URL=postgres://… pnpm admin migrate plan",
      description: "What would be migrated, left out and refused"
    }
  ])
)
