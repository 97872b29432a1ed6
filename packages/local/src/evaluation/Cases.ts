import { readdir, readFile, stat } from "node:fs/promises"
import { basename, join } from "node:path"
import { corpus } from "@serenya/domain/testing/synthetic/Report"
import { Truth, type TrueRow } from "@serenya/domain/testing/synthetic/Truth"
import { Effect, Schema } from "effect"
import { trouble } from "../cli/Trouble.ts"
import { drawn } from "./DrawnPdf.ts"

/** A report to be read, and what it prints; without truth it is read and not judged. */
export interface Case {
  readonly name: string
  readonly bytes: Effect.Effect<Uint8Array, ReturnType<typeof trouble>>
  readonly truth: ReadonlyArray<TrueRow> | undefined
}

/** Reports drawn from a seed: every layout in every language, `rounds` times. */
export const synthetic = (seed: number, rounds: number): ReadonlyArray<Case> =>
  corpus(seed, rounds).map(({ name, truth, written }) => ({ name: `${name}.pdf`, bytes: drawn(written), truth }))

const decodeTruth = Schema.decodeUnknownEffect(Truth)

const isFolder = (path: string) =>
  Effect.promise(() =>
    stat(path).then(
      (found) => found.isDirectory(),
      () => false
    )
  )

const read = (path: string) =>
  Effect.tryPromise({
    try: async () => new Uint8Array(await readFile(path)),
    catch: (cause) => trouble(`${path} cannot be read.`, cause)
  })

const truthOf = Effect.fnUntraced(function* (path: string) {
  const text = new TextDecoder().decode(yield* read(path))
  return yield* decodeTruth(text).pipe(
    Effect.mapError((cause) => trouble(`${path} is no truth file: ${cause.message}`, cause))
  )
})

/** The PDFs of a folder, with the truth that lies in `truth/` inside it or beside it: one JSON file for each, of the same name. */
export const ofFolder = Effect.fnUntraced(function* (folder: string) {
  if (!(yield* isFolder(folder))) return yield* trouble(`There is no folder ${folder}.`)
  const names = (yield* Effect.promise(() => readdir(folder))).filter((name) => name.endsWith(".pdf")).toSorted()
  if (names.length === 0) return yield* trouble(`There is no PDF in ${folder}.`)
  const inside = join(folder, "truth")
  const truths = (yield* isFolder(inside)) ? inside : join(folder, "..", "truth")
  const known = (yield* isFolder(truths)) ? yield* Effect.promise(() => readdir(truths)) : []
  const cases = yield* Effect.forEach(
    names,
    Effect.fnUntraced(function* (name) {
      const file = `${basename(name, ".pdf")}.json`
      const truth = known.includes(file) ? yield* truthOf(join(truths, file)) : undefined
      return { name, bytes: read(join(folder, name)), truth } satisfies Case
    })
  )
  if (cases.every(({ truth }) => truth === undefined))
    return yield* trouble(
      `No report in ${folder} has a truth file. Put one for each into ${inside}: report.pdf is judged by truth/report.json.`
    )
  return cases
})
