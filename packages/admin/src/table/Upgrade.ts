import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import * as TableScan from "@serenya/adapters-aws/dynamo/TableScan"
import { ownerOf } from "@serenya/adapters-aws/rows/ImportUnit"
import { upgradeIn } from "@serenya/adapters-aws/rows/RowUpgrade"
import * as Pace from "@serenya/adapters-aws/shared/Pace"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option, Stream } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import * as Tables from "../stack/Tables.ts"
import * as Expected from "./Expected.ts"
import { perSecond, segments } from "./Options.ts"
import * as Rows from "./Rows.ts"

/** A row that its store cannot read: its kind, and whose it is. */
interface Unreadable {
  readonly kind: string
  readonly user_id: string | null
}

const upgraded = Effect.fnUntraced(function* (of: number, isDryRun: boolean, perSecond: Option.Option<number>) {
  const table = yield* NamedTable
  const watch = yield* Progress.watch("rows", yield* Expected.rows)
  const pace = Option.match(perSecond, { onNone: () => () => Effect.void, onSome: Pace.make })
  const upgrade = upgradeIn(table, isDryRun)
  const counts: Record<string, number> = { current: 0, upgraded: 0, unreadable: 0 }
  const unreadable: Array<Unreadable> = []
  const inSegment = (segment: TableScan.Segment) =>
    TableScan.pages(table.client, { TableName: table.name }, segment, Option.none()).pipe(
      Stream.flatMap(({ items }) => Stream.fromIterable(items)),
      Stream.mapEffect(
        Effect.fnUntraced(function* (row) {
          yield* pace(1)
          const outcome = yield* upgrade(row)
          counts[outcome] = (counts[outcome] ?? 0) + 1
          if (outcome === "unreadable") unreadable.push({ kind: Rows.kindOf(row), user_id: ownerOf(row) ?? null })
          yield* watch(Rows.total(counts))
        }),
        { concurrency: 8 }
      ),
      Stream.runDrain
    )
  yield* Effect.forEach(TableScan.segments(of), inSegment, { concurrency: "unbounded", discard: true })
  return { table: table.name, rows: counts, unreadable }
})

const sentence = (table: string, upgraded: number, dryRun: boolean): string => {
  if (upgraded === 0) return `${table}: nothing to do`
  return `${table}${dryRun ? "  (dry run: nothing was written)" : ""}`
}

export const upgrade = Command.make(
  "upgrade",
  { place: Options.place, change: Options.changing, segments, perSecond, json: Options.json },
  Effect.fnUntraced(function* ({ change, json, perSecond, place, segments }) {
    yield* confirmed(place, change)
    const said = yield* upgraded(segments, change.dryRun, perSecond).pipe(
      Effect.provide(Tables.layer(place)),
      Effect.scoped,
      explained
    )
    const { rows, table, unreadable } = said
    yield* print(json, {
      object: { dry_run: change.dryRun, ...said },
      lines: (width) => [
        ...facts([["table", sentence(table, rows["upgraded"] ?? 0, change.dryRun)], ...Object.entries(rows)], width),
        ...unreadable.map(({ kind, user_id }) => `  ${kind}${user_id === null ? "" : ` of ${user_id}`}`)
      ]
    })
    if (unreadable.length > 0) return yield* trouble(`${unreadable.length} rows are nothing that the service can read.`)
  })
).pipe(
  Command.withDescription(
    "Write every row of an older version as its store writes it today, after its store has read it, if nobody wrote in between. What is current stays; killed or again, it ends the same"
  ),
  Command.withExamples([
    { command: "pnpm admin table upgrade --dry-run", description: "How many rows are of an older version" },
    {
      command: "pnpm admin table upgrade --stage serenya-prod --yes-this-is-prod --per-second 200",
      description: "After a release that writes rows in another way"
    }
  ])
)
