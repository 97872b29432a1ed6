import { open, readFile, truncate } from "node:fs/promises"
import { advance, Batch, begun, MigrationJournal, type Progress } from "@serenya/domain/migration/MigrationJournal"
import type { RowVerdict } from "@serenya/domain/migration/Verdict"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { DateTime, Effect, Layer, Option, Predicate, Schema } from "effect"

/** The first line: the moment at which the migration began, and the version of these lines. */
const Head = Schema.fromJsonString(Schema.Struct({ journal: Schema.Literal(1), as_of: Schema.DateTimeUtcFromString }))
const Line = Schema.fromJsonString(Schema.toCodecJson(Batch))

const encodeHead = Schema.encodeSync(Head)
const encodeLine = Schema.encodeSync(Line)
const decodeHead = Schema.decodeUnknownSync(Head)
const decodeLine = Schema.decodeUnknownSync(Line)

const attempt = <A>(operation: string, work: () => Promise<A>) =>
  Effect.tryPromise({
    try: work,
    catch: (cause) =>
      new Unavailable({ resource: "storage", operation: `FileJournal.${operation}`, retryable: false, cause })
  })

const textAt = async (path: string): Promise<string> => {
  try {
    return await readFile(path, "utf8")
  } catch (cause) {
    if (Predicate.hasProperty(cause, "code") && cause.code === "ENOENT") return ""
    throw cause
  }
}

/** On the disk before it returns: what the journal says is done survives the machine. */
const appendLine = async (path: string, line: string): Promise<void> => {
  const file = await open(path, "a", 0o600)
  try {
    await file.write(`${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A journal that was read: how far it came, and every verdict that it tells. */
export interface Read {
  readonly progress: Progress
  readonly told: ReadonlyArray<RowVerdict>
}

const parse = (text: string): Option.Option<Read> => {
  const [head, ...lines] = text.split("\n").slice(0, -1)
  if (head === undefined) return Option.none()
  const batches = lines.map((line) => decodeLine(line))
  const progress = batches.reduce(advance, begun(decodeHead(head).as_of))
  return Option.some({ progress, told: batches.flatMap(({ told }) => told) })
}

/** What the journal at `path` says; none: there is none. A line that a kill cut short says nothing. */
export const read = Effect.fn("FileJournal.read")(function* (path: string) {
  return yield* attempt("read", async () => parse(await textAt(path)))
})

/** A journal of one line per batch. */
export const layer = (path: string) =>
  Layer.succeed(
    MigrationJournal,
    MigrationJournal.of({
      open: Effect.fnUntraced(function* (now) {
        const text = yield* attempt("open", () => textAt(path))
        const whole = text.slice(0, text.lastIndexOf("\n") + 1)
        if (whole !== text) yield* attempt("open", () => truncate(path, Buffer.byteLength(whole)))
        const known = yield* attempt("open", () => Promise.resolve(parse(whole)))
        if (Option.isSome(known)) return known.value.progress
        const asOf = DateTime.makeUnsafe(DateTime.toEpochMillis(now))
        yield* attempt("open", () => appendLine(path, encodeHead({ journal: 1, as_of: asOf })))
        return begun(asOf)
      }),
      append: (batch) => attempt("append", () => appendLine(path, encodeLine(batch)))
    })
  )
