import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option, Schema } from "effect"
import { attempt, orMissing } from "../files/Attempt.ts"

export const RowCounts = Schema.Record(Schema.String, Schema.Int)

/** What a finished export is, and what its files must be. It is no snapshot: rows changed while it was read. */
export const Manifest = Schema.Struct({
  export: Schema.Literal(1),
  table: Schema.String,
  is_snapshot: Schema.Literal(false),
  started_at: Schema.DateTimeUtcFromString,
  finished_at: Schema.DateTimeUtcFromString,
  segments: Schema.Array(
    Schema.Struct({ file: Schema.String, rows: Schema.Int, bytes: Schema.Int, sha256: Schema.String })
  ),
  rows: RowCounts,
  all: Schema.Int
})
export type Manifest = typeof Manifest.Type

const ManifestText = Schema.fromJsonString(Manifest)
const encodeManifest = Schema.encodeSync(ManifestText)
const decodeManifest = Schema.decodeUnknownOption(ManifestText)

const manifestPath = (folder: string): string => join(folder, "manifest.json")

export const journalPath = (folder: string): string => join(folder, "journal.jsonl")

export const fileOf = (segment: number): string => `segment-${String(segment).padStart(3, "0")}.jsonl`

/** SHA-256 of a file, in hex. */
export const digestOf = (path: string) =>
  attempt(path, async () => {
    const hash = createHash("sha256")
    await pipeline(createReadStream(path), hash)
    return hash.digest("hex")
  })

export const sizeOf = (path: string) => attempt(path, async () => (await stat(path)).size)

/** The manifest of a finished export; none: there is none. */
export const manifestIn = Effect.fnUntraced(function* (folder: string) {
  const path = manifestPath(folder)
  const text = yield* attempt(path, () => orMissing(readFile(path, "utf8"), undefined))
  if (text === undefined) return Option.none<Manifest>()
  const manifest = decodeManifest(text)
  if (Option.isNone(manifest)) return yield* trouble(`${path} is no manifest of an export.`)
  return manifest
})

/** A folder for its owner alone. */
export const make = (folder: string) => attempt(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }))

/** The last step: whoever sees a manifest sees a whole export. Whoever is interrupted waits for its end. */
export const finish = (folder: string, manifest: Manifest) =>
  Effect.uninterruptible(
    attempt(folder, async () => {
      const draft = `${manifestPath(folder)}.draft`
      await writeFile(draft, encodeManifest(manifest), { mode: 0o600, flush: true })
      await rename(draft, manifestPath(folder))
      await rm(journalPath(folder), { force: true })
    })
  )
