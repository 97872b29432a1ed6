import { rollback as takeBack } from "@serenya/domain/migration/MigrationRollback"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import * as Migrating from "../stack/Migrating.ts"
import * as Journals from "./Journals.ts"
import { journal, place } from "./Options.ts"

export const rollback = Command.make(
  "rollback",
  { place, change: Options.changing, journal, json: Options.json },
  Effect.fnUntraced(function* ({ change: { dryRun, ...given }, journal, json, place }) {
    yield* confirmed(place, { dryRun, ...given })
    const { progress } = yield* explained(Journals.existing(journal))
    const { changed, present, removed } = yield* Effect.gen(function* () {
      const watch = yield* Progress.watch("people", Option.none())
      return yield* takeBack(progress.asOf, dryRun, ({ present }) => watch(present))
    }).pipe(Effect.scoped, Effect.provide(Migrating.layer(place)), explained)
    const counts = [
      ["present", present],
      ["removed", `${removed}${dryRun ? "  (dry run: nobody was touched)" : ""}`],
      ["changed", changed.length]
    ] as const
    yield* print(json, {
      object: { dry_run: dryRun, present, removed, changed },
      lines: (width) => [...facts(counts, width), ...changed.map((id) => `  ${id}`)]
    })
    if (changed.length > 0)
      return yield* trouble(
        `${changed.length} people used the new system since, and stay. The journal is spent: put it away.`
      )
  })
).pipe(
  Command.withDescription("Take everybody out of the table again who did nothing since they were moved"),
  Command.withExamples([
    {
      command: "pnpm admin migrate rollback --dry-run",
      description: "How many there are"
    },
    {
      command: "pnpm admin migrate rollback --stage serenya-prod --yes-this-is-prod",
      description: "With the journal of the run beside it"
    }
  ])
)
