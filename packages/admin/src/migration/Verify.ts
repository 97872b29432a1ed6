import * as MigrationVerification from "@serenya/domain/migration/MigrationVerification"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import * as Journals from "./Journals.ts"
import { journal, options } from "./Options.ts"
import * as Systems from "./Systems.ts"
import * as Watch from "./Watch.ts"

export const verify = Command.make(
  "verify",
  { ...options, journal },
  Effect.fnUntraced(function* ({ endpoint, journal, json }) {
    const { progress } = yield* explained(Journals.existing(journal))
    const { differences, people, rows } = yield* Effect.gen(function* () {
      const watch = yield* Watch.rows
      return yield* MigrationVerification.verify(progress.asOf, ({ rows }) => watch(rows))
    }).pipe(Effect.provide(Systems.layer(endpoint)), explained)
    const lines = [
      `people       ${people}`,
      `rows         ${rows}`,
      `differences  ${differences.length}`,
      ...differences.map(({ field, id, table }) => `  ${table}  ${id}  ${field}`)
    ]
    yield* Console.log(json ? JSON.stringify({ people, rows, differences }) : lines.join("\n"))
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
