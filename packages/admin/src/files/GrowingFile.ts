import { open } from "node:fs/promises"
import { Effect } from "effect"
import { attempt } from "./Attempt.ts"

/** Opens a file that only its owner may read, cuts it off after `length` bytes, and appends until the scope closes. */
export const grow = Effect.fnUntraced(function* (path: string, length: number) {
  const file = yield* Effect.acquireRelease(
    attempt(path, () => open(path, "a", 0o600)),
    (file) => Effect.promise(() => file.close())
  )
  yield* attempt(path, () => file.truncate(length))
  let bytes = length
  return {
    /** On the disk before it returns; how long the file is then. Whoever is interrupted waits: nothing is written behind them. */
    append: (text: string) =>
      Effect.uninterruptible(
        attempt(path, async () => {
          await file.appendFile(text)
          await file.datasync()
          return (bytes += Buffer.byteLength(text))
        })
      )
  }
})
