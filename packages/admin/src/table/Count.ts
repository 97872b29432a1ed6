import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import * as TableScan from "@serenya/adapters-aws/dynamo/TableScan"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option, Stream } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { render } from "../cli/Table.ts"
import * as Tables from "../stack/Tables.ts"
import * as Expected from "./Expected.ts"
import { segments } from "./Options.ts"
import * as Rows from "./Rows.ts"

const kinds = { ProjectionExpression: "entity_type" }

const rowCounts = Effect.fnUntraced(function* (of: number) {
  const { client, name: TableName } = yield* NamedTable
  const watch = yield* Progress.watch("rows", yield* Expected.rows)
  let read = 0
  const inSegment = (segment: TableScan.Segment) =>
    TableScan.pages(client, { TableName, ...kinds }, segment, Option.none()).pipe(
      Stream.tap(({ items }) => watch((read += items.length))),
      Stream.runFold(
        (): Rows.RowCounts => ({}),
        (counts, { items }) => Rows.sum([counts, Rows.counted(items)])
      )
    )
  return Rows.sum(yield* Effect.forEach(TableScan.segments(of), inSegment, { concurrency: "unbounded" }))
})

export const count = Command.make(
  "count",
  { place: Options.place, segments, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, segments }) {
    const counts = yield* rowCounts(segments).pipe(Effect.provide(Tables.layer(place)), Effect.scoped, explained)
    const rows = Rows.lines(counts).map(([kind, rows]) => [kind, String(rows)])
    yield* print(json, {
      object: { rows: counts, all: Rows.total(counts) },
      lines: (width) => render([{ title: "kind" }, { title: "rows", align: "right" }], rows, width)
    })
  })
).pipe(
  Command.withDescription("Count the rows of the table by their kind. Reads all of it: a read unit for every 4 kB"),
  Command.withExamples([
    { command: "pnpm admin table count --segments 16", description: "Sixteen parts of the table side by side" },
    { command: "pnpm admin table count --local .serenya --json", description: "On this machine" }
  ])
)
