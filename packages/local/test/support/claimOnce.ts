import { JobId } from "@serenya/domain/jobs/JobId"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { DateTime, Effect, Layer, Option } from "effect"
import * as FileJobStore from "../../src/stores/FileJobStore.ts"
import * as StateFolder from "../../src/stores/StateFolder.ts"

/** A process of its own: claims each of the jobs in one folder and prints which it got. */
const [root = "", ...jobIds] = process.argv.slice(2)

const claims = Effect.gen(function* () {
  const store = yield* JobStore
  const now = yield* DateTime.now
  for (const id of jobIds) {
    const claim = yield* store.claim(JobId.make(id), now, DateTime.add(now, { minutes: 1 }))
    if (Option.isSome(claim)) process.stdout.write(`${id}\n`)
  }
})

await Effect.runPromise(Effect.provide(claims, Layer.provide(FileJobStore.layer, StateFolder.layer(root))))
