import { Clock, Effect, Schedule } from "effect"
import { StateFolder } from "./StateFolder.ts"

/** As the bucket's lifecycle rule has it. */
const retentionMillis = 2 * 24 * 60 * 60 * 1000

const folders = ["incoming", "claims", "outgoing"] as const

/** Deletes what has lain there for two days. */
export const expire = Effect.gen(function* () {
  const folder = yield* StateFolder
  const oldest = (yield* Clock.currentTimeMillis) - retentionMillis
  for (const name of folders) {
    const over = (yield* folder.list(name)).filter(({ writtenAt }) => writtenAt < oldest)
    for (const file of over) yield* folder.remove(`${name}/${file.name}`)
  }
})

/** Now, and every hour from now. */
export const run = expire.pipe(
  Effect.catch((cause) => Effect.logWarning("expired objects not deleted", cause)),
  Effect.repeat(Schedule.spaced("1 hour"))
)
