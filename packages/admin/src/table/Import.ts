import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import * as Place from "../stack/Place.ts"
import * as Tables from "../stack/Tables.ts"
import { sentenceOf } from "./ImportTally.ts"
import { perSecond } from "./Options.ts"
import * as Rows from "./Rows.ts"
import * as TableImport from "./TableImport.ts"

const from = Flag.String("from").pipe(
  Flag.withMetavar("DIR"),
  Flag.withDescription("A folder with a finished export; its files are held against its manifest first")
)

const outcomes = ["written", "present", "newer", "different", "held", "unguarded", "unreadable"]

export const importTable = Command.make(
  "import",
  { place: Options.place, change: Options.changing, from, perSecond, json: Options.json },
  Effect.fnUntraced(function* ({ change, from, json, perSecond, place }) {
    yield* confirmed(place, change)
    const folder = yield* Place.pathOf(from)
    const said = yield* Effect.gen(function* () {
      const manifest = yield* TableImport.whole(folder)
      const watch = yield* Progress.watch("rows", Option.some(manifest.all))
      return yield* TableImport.run({ folder, manifest, isDryRun: change.dryRun, perSecond, watch })
    }).pipe(Effect.provide(Tables.layer(place)), Effect.scoped, explained)
    const counts = outcomes.map((outcome) => [outcome, said.outcomes[outcome] ?? 0] as const)
    yield* print(json, {
      object: { dry_run: change.dryRun, ...said },
      lines: (width) => [
        ...facts(
          [
            ["into", `${said.table}${change.dryRun ? "  (dry run: nothing was written)" : ""}`],
            ...counts,
            ["all", Rows.total(said.outcomes)]
          ],
          width
        ),
        ...said.refused.map(sentenceOf),
        "Now forget again who was erased since the export: pnpm admin erasures replay"
      ]
    })
    if (said.refused.length > 0) return yield* trouble(`${said.refused.length} rows were not written.`)
  })
).pipe(
  Command.withDescription(
    "Write the rows of an export that are not there. Only an older version of the same profile is written over; nobody gets an identity, an address, a transaction or a purchase that somebody else has. Killed, it goes on where it was; again ends the same"
  ),
  Command.withExamples([
    {
      command: "pnpm admin table import --from copy --table serenya-restored --dry-run",
      description: "What would become of each row"
    },
    {
      command: "pnpm admin table import --from copy --table serenya-restored --stage serenya-restored --per-second 500",
      description: "At most 500 rows a second"
    }
  ])
)
