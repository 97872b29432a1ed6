import { join } from "node:path"
import * as DynamoJson from "@serenya/adapters-aws/dynamo/DynamoJson"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import * as TableScan from "@serenya/adapters-aws/dynamo/TableScan"
import { trouble } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option, Stream } from "effect"
import type * as Progress from "../cli/Progress.ts"
import { grow } from "../files/GrowingFile.ts"
import * as ExportFolder from "./ExportFolder.ts"
import * as ExportJournal from "./ExportJournal.ts"
import * as Rows from "./Rows.ts"

export interface ExportPlan {
  readonly folder: string
  /** Of an export that is begun; one that is resumed keeps its own. */
  readonly segments: number
  /** Rows per read at most; without it as many as fit in a megabyte. */
  readonly pageSize?: number
  readonly watch: Progress.Watch
}

/**
 * Writes every row to the folder, a file for each segment, then a manifest. Killed at any point, the next run goes on after
 * the last page that is on the disk.
 */
export const run = Effect.fn("TableExport.run")(function* ({ folder, pageSize, segments, watch }: ExportPlan) {
  const { client, name: TableName } = yield* NamedTable
  yield* ExportFolder.make(folder)
  const known = yield* ExportFolder.manifestIn(folder)
  if (Option.isSome(known))
    return yield* trouble(`${folder} holds a finished export of ${known.value.table}: name another folder.`)
  const journal = yield* ExportJournal.open(folder, TableName, segments)
  const input = { TableName, ...(pageSize !== undefined && { Limit: pageSize }) }
  let done = 0

  const inSegment = Effect.fnUntraced(function* (segment: TableScan.Segment) {
    const before = journal.of(segment.segment)
    const all = [before.rows]
    done += Rows.total(before.rows)
    // Also of one that is done: nothing but what the journal knows may stand in it.
    const file = yield* grow(join(folder, ExportFolder.fileOf(segment.segment)), before.bytes)
    if (before.isDone) return before.rows
    yield* TableScan.pages(client, input, segment, before.next).pipe(
      Stream.runForEach(
        Effect.fnUntraced(function* ({ items, next }) {
          const bytes = yield* file.append(items.map((item) => `${DynamoJson.encode(item)}\n`).join(""))
          yield* journal.append(segment.segment, Rows.counted(items), bytes, next)
          all.push(Rows.counted(items))
          yield* watch((done += items.length))
        })
      )
    )
    return Rows.sum(all)
  }, Effect.scoped)

  const counts = yield* Effect.forEach(TableScan.segments(journal.segments), inSegment, { concurrency: "unbounded" })
  const files = yield* Effect.forEach(
    counts,
    Effect.fnUntraced(function* (rows, segment) {
      const file = ExportFolder.fileOf(segment)
      const path = join(folder, file)
      return {
        file,
        rows: Rows.total(rows),
        bytes: yield* ExportFolder.sizeOf(path),
        sha256: yield* ExportFolder.digestOf(path)
      }
    })
  )
  const rows = Rows.sum(counts)
  const manifest: ExportFolder.Manifest = {
    export: 1,
    table: TableName,
    is_snapshot: false,
    started_at: journal.startedAt,
    finished_at: yield* DateTime.now,
    segments: files,
    rows,
    all: Rows.total(rows)
  }
  yield* ExportFolder.finish(folder, manifest)
  return manifest
}, Effect.scoped)
