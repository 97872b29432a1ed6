import { rm } from "node:fs/promises"
import { join } from "node:path"
import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option, Schema } from "effect"
import { attempt } from "../files/Attempt.ts"
import * as LineFile from "../files/LineFile.ts"
import { Tally } from "./ImportTally.ts"

/** Guards come before the rows that they guard. */
export const passes = ["guards", "rows"] as const
export type Pass = (typeof passes)[number]

/** Units of one file that are done in one pass, and what became of them. */
const Batch = Schema.fromJsonString(
  Schema.Struct({ pass: Schema.Literals(passes), segment: Schema.Int, units: Schema.Int, tally: Tally })
)
const encodeBatch = Schema.encodeSync(Batch)
const decodeBatch = Schema.decodeUnknownOption(Batch)

/** What an import has done so far. */
export interface ImportJournal {
  readonly done: (pass: Pass, segment: number) => number
  readonly tallies: ReadonlyArray<Tally>
  readonly append: (batch: typeof Batch.Type) => Effect.Effect<void, Effect.Error<ReturnType<typeof trouble>>>
}

const pathOf = (folder: string, table: string): string => join(folder, `import-${table}.jsonl`)

/** Of a dry run, which does nothing. */
export const none: ImportJournal = { done: () => 0, tallies: [], append: () => Effect.void }

/** The journal of an import into this table: it stands beside what is imported until that is over. */
export const open = Effect.fn("ImportJournal.open")(function* (folder: string, table: string) {
  const path = pathOf(folder, table)
  const file = yield* LineFile.open(path)
  const batches = file.lines.map((line) => decodeBatch(line))
  const known = batches.flatMap(Option.toArray)
  if (known.length < batches.length) return yield* trouble(`${path} is no journal of an import.`)
  return {
    done: (pass, segment) =>
      known.reduce((sum, batch) => sum + (batch.pass === pass && batch.segment === segment ? batch.units : 0), 0),
    tallies: known.map(({ tally }) => tally),
    append: (batch) => file.append(encodeBatch(batch))
  } satisfies ImportJournal
})

export const remove = (folder: string, table: string) => {
  const path = pathOf(folder, table)
  return attempt(path, () => rm(path, { force: true }))
}
