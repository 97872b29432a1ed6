import { readFile } from "node:fs/promises"
import { Effect, Semaphore } from "effect"
import { attempt, orMissing } from "./Attempt.ts"
import { grow } from "./GrowingFile.ts"

/** The whole lines of a file. One that a kill cut short says nothing. */
export const linesAt = Effect.fnUntraced(function* (path: string) {
  const text = yield* attempt(path, () => orMissing(readFile(path, "utf8"), ""))
  return text.split("\n").slice(0, -1)
})

/** A file of lines that is read once and then only grows, line by line, each on the disk before `append` returns. */
export const open = Effect.fnUntraced(function* (path: string) {
  const lines = yield* linesAt(path)
  const whole = lines.map((line) => `${line}\n`).join("")
  const file = yield* grow(path, Buffer.byteLength(whole))
  const turn = yield* Semaphore.make(1)
  return { lines, append: (line: string) => turn.withPermit(Effect.asVoid(file.append(`${line}\n`))) }
})
