import * as MigrationVerification from "@serenya/domain/migration/MigrationVerification"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as Migrating from "../stack/Migrating.ts"
import * as Journals from "./Journals.ts"
import { journal, place } from "./Options.ts"
import * as Rows from "./Rows.ts"

export const verify = Command.make(
  "verify",
  { place, journal, json: Options.json },
  Effect.fnUntraced(function* ({ journal, json, place }) {
    const { progress } = yield* explained(Journals.existing(journal))
    const { differences, people, rows } = yield* Effect.gen(function* () {
      const watch = yield* Rows.watch
      return yield* MigrationVerification.verify(progress.asOf, ({ rows }) => watch(rows))
    }).pipe(Effect.scoped, Effect.provide(Migrating.layer(place)), explained)
    const counts = Object.entries({ people, rows, differences: differences.length })
    yield* print(json, {
      object: { people, rows, differences },
      lines: (width) => [
        ...facts(counts, width),
        ...differences.map(({ field, id, table }) => `  ${table}  ${id}  ${field}`)
      ]
    })
    if (differences.length > 0) return yield* trouble(`${differences.length} fields are not as the old rows say.`)
  })
).pipe(
  Command.withDescription(
    "Compare every row of the old database with the new system, field by field, opened on both sides"
  ),
  Command.withExamples([
    { command: "LEGACY_DATABASE_URL=postgres://… pnpm admin migrate verify", description: "Right after a run" }
  ])
)
