import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Account from "./Account.ts"
import { options } from "./Options.ts"
import * as Systems from "./Systems.ts"
import * as Watch from "./Watch.ts"

export const plan = Command.make(
  "plan",
  options,
  Effect.fnUntraced(function* ({ endpoint, json }) {
    const progress = yield* Effect.gen(function* () {
      const watch = yield* Watch.rows
      return yield* MigrationRun.run({ dryRun: true, onBatch: (progress) => watch(Account.readSoFar(progress)) })
    }).pipe(Effect.provide([Systems.layer(endpoint), MemoryMigrationJournal.layer]), explained)
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
