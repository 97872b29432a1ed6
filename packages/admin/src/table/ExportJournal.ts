import type { Item } from "@serenya/adapters-aws/dynamo/AttributeValue"
import * as DynamoJson from "@serenya/adapters-aws/dynamo/DynamoJson"
import { trouble } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option, Schema } from "effect"
import * as LineFile from "../files/LineFile.ts"
import { journalPath, RowCounts } from "./ExportFolder.ts"
import * as Rows from "./Rows.ts"

const Head = Schema.fromJsonString(
  Schema.Struct({
    export: Schema.Literal(1),
    table: Schema.String,
    segments: Schema.Int,
    started_at: Schema.DateTimeUtcFromString
  })
)

/** A page that is on the disk: how long its file was then, and the key after which the next one begins; null: it was the last. */
const Page = Schema.fromJsonString(
  Schema.Struct({ segment: Schema.Int, rows: RowCounts, bytes: Schema.Int, next: Schema.NullOr(Schema.String) })
)

const encodeHead = Schema.encodeSync(Head)
const encodePage = Schema.encodeSync(Page)
const decodeHead = Schema.decodeUnknownOption(Head)
const decodePage = Schema.decodeUnknownOption(Page)

/** How far a segment is. */
export interface Progress {
  readonly rows: Rows.RowCounts
  readonly bytes: number
  readonly next: Option.Option<Item>
  readonly isDone: boolean
}

const begun: Progress = { rows: {}, bytes: 0, next: Option.none(), isDone: false }

const progressOf = (lines: ReadonlyArray<string>): ReadonlyMap<number, Progress> => {
  const all = new Map<number, Progress>()
  for (const line of lines) {
    const page = Option.getOrThrow(decodePage(line))
    const before = all.get(page.segment) ?? begun
    const next = page.next === null ? Option.none() : DynamoJson.decode(page.next)
    all.set(page.segment, {
      rows: Rows.sum([before.rows, page.rows]),
      bytes: page.bytes,
      next,
      isDone: page.next === null
    })
  }
  return all
}

/** Opens the journal of an export, or begins one; an export of another table is refused. */
export const open = Effect.fn("ExportJournal.open")(function* (folder: string, table: string, segments: number) {
  const file = yield* LineFile.open(journalPath(folder))
  const [first, ...pages] = file.lines
  if (first === undefined) {
    const startedAt = yield* DateTime.now
    yield* file.append(encodeHead({ export: 1, table, segments, started_at: startedAt }))
    return { startedAt, segments, of: () => begun, append: appendTo(file) }
  }
  const head = decodeHead(first)
  if (Option.isNone(head)) return yield* trouble(`${journalPath(folder)} is no journal of an export.`)
  if (head.value.table !== table)
    return yield* trouble(`${folder} holds a part of an export of ${head.value.table}: name another folder.`)
  const progress = progressOf(pages)
  return {
    startedAt: head.value.started_at,
    segments: head.value.segments,
    of: (segment: number) => progress.get(segment) ?? begun,
    append: appendTo(file)
  }
})

const appendTo =
  (file: Effect.Success<ReturnType<typeof LineFile.open>>) =>
  (segment: number, rows: Rows.RowCounts, bytes: number, next: Option.Option<Item>) => {
    const text = Option.match(next, { onNone: () => null, onSome: DynamoJson.encode })
    return file.append(encodePage({ segment, rows, bytes, next: text }))
  }
