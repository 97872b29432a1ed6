import { rollback as takeBack } from "@serenya/domain/migration/MigrationRollback"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Console, Effect } from "effect"
import { Command } from "effect/cli"
import { options as erasures } from "../erasures/Options.ts"
import * as Journals from "./Journals.ts"
import { into, journal, options } from "./Options.ts"
import * as Systems from "./Systems.ts"

export const rollback = Command.make(
  "rollback",
  { ...options, journal, into, dryRun: erasures.dryRun },
  Effect.fnUntraced(function* ({ dryRun, endpoint, into, journal, json }) {
    yield* Systems.confirmed(endpoint, into)
    const { progress } = yield* explained(Journals.existing(journal))
    const { changed, present, removed } = yield* takeBack(progress.asOf, dryRun, () => Effect.void).pipe(
      Effect.provide(Systems.layer(endpoint)),
      explained
    )
    const lines = [
      `present  ${present}`,
      `removed  ${removed}${dryRun ? "  (dry run: nobody was touched)" : ""}`,
      `changed  ${changed.length}`,
      ...changed.map((id) => `  ${id}`)
    ]
    yield* Console.log(json ? JSON.stringify({ dry_run: dryRun, present, removed, changed }) : lines.join("\n"))
    if (changed.length > 0)
      return yield* trouble(
        `${changed.length} people used the new system since, and stay. The journal is spent: put it away.`
      )
  })
).pipe(
  Command.withDescription("Take everybody out of the table again who did nothing since they were moved"),
  Command.withExamples([
    {
      command: "pnpm admin migrate rollback --into serenya-prod --dry-run",
      description: "How many there are"
    }
  ])
)
