import { join } from "node:path"
import { tableNamed } from "@serenya/adapters-aws/dynamo/DescribeTable"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import { isGuard } from "@serenya/adapters-aws/rows/ImportUnit"
import { importInto } from "@serenya/adapters-aws/rows/RowImport"
import * as Pace from "@serenya/adapters-aws/shared/Pace"
import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option, Stream } from "effect"
import type * as Progress from "../cli/Progress.ts"
import { unitsIn } from "./ExportedUnits.ts"
import * as ExportFolder from "./ExportFolder.ts"
import * as ImportJournal from "./ImportJournal.ts"
import { joined, type Tally, tallyOf } from "./ImportTally.ts"
import * as Rows from "./Rows.ts"

export interface ImportPlan {
  readonly folder: string
  /** Of the folder, as `whole` found it. */
  readonly manifest: ExportFolder.Manifest
  readonly isDryRun: boolean
  readonly perSecond: Option.Option<number>
  readonly watch: Progress.Watch
}

const batchSize = 50

/** The manifest of a whole export whose files are what it says. */
export const whole = Effect.fn("TableImport.whole")(function* (folder: string) {
  const manifest = yield* ExportFolder.manifestIn(folder)
  if (Option.isNone(manifest)) return yield* trouble(`${folder} holds no finished export.`)
  for (const { bytes, file, sha256 } of manifest.value.segments) {
    const path = join(folder, file)
    const isAsWritten = (yield* ExportFolder.sizeOf(path)) === bytes && (yield* ExportFolder.digestOf(path)) === sha256
    if (!isAsWritten) return yield* trouble(`${path} is not what the manifest says: it was changed, or cut short.`)
  }
  return manifest.value
})

/**
 * Writes the rows of an export that may be written, guards before what they guard. Killed at any point, the next run goes on
 * after the last batch in its journal; what the torn one wrote is found present.
 */
export const run = Effect.fn("TableImport.run")(function* ({
  folder,
  isDryRun,
  manifest,
  perSecond,
  watch
}: ImportPlan) {
  const table = yield* NamedTable
  if (Option.isNone(yield* tableNamed(table.client, table.name)))
    return yield* trouble(`There is no table ${table.name}: make it with pnpm admin table create.`)
  const journal = isDryRun ? ImportJournal.none : yield* ImportJournal.open(folder, table.name)
  const pace = Option.match(perSecond, { onNone: () => () => Effect.void, onSome: Pace.make })
  const importAll = importInto(table, isDryRun)
  const tallies: Array<Tally> = [...journal.tallies]
  let done = Rows.total(joined(tallies).outcomes)

  const inFile = (pass: ImportJournal.Pass) => (file: string, segment: number) =>
    unitsIn(join(folder, file)).pipe(
      Stream.filter(({ row }) => isGuard(row) === (pass === "guards")),
      Stream.drop(journal.done(pass, segment)),
      Stream.grouped(batchSize),
      Stream.runForEach(
        Effect.fnUntraced(function* (units) {
          yield* pace(units.length)
          const tally = tallyOf(yield* importAll(units))
          yield* journal.append({ pass, segment, units: units.length, tally })
          tallies.push(tally)
          yield* watch((done += Rows.total(tally.outcomes)))
        })
      )
    )

  const files = manifest.segments.map(({ file }) => file)
  for (const pass of ImportJournal.passes) yield* Effect.forEach(files, inFile(pass), { concurrency: 4, discard: true })
  if (!isDryRun) yield* ImportJournal.remove(folder, table.name)
  return { table: table.name, from: manifest.table, ...joined(tallies) }
}, Effect.scoped)
