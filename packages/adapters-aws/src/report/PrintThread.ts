import { Worker } from "node:worker_threads"
import type { Paper } from "@serenya/domain/report/Paper"
import { Effect } from "effect"

/** The largest report takes some three seconds where there is nothing else to do. */
const limits = { seconds: 20, heapMegabytes: 512 }

/** Beside this module as source, beside `index.mjs` in a bundle. */
const entry = new URL(import.meta.url.endsWith(".ts") ? "./PrintWorker.ts" : "./PrintWorker.mjs", import.meta.url)

const start = (paper: Paper) =>
  Effect.sync(
    () =>
      new Worker(entry, {
        workerData: paper,
        resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
        env: {},
        stdout: true,
        stderr: true
      })
  )

/** What is wrong with the thread, without a word of what it printed. */
const broken = (how: string) => new Error(`The thread that prints ${how}`)

const answer = (worker: Worker): Effect.Effect<Uint8Array, Error> =>
  Effect.callback((resume) => {
    worker.once("message", (bytes: Uint8Array) => resume(Effect.succeed(bytes)))
    worker.once("error", () => resume(Effect.fail(broken("died"))))
    worker.once("exit", () => resume(Effect.fail(broken("ended without an answer"))))
  })

/** A paper as a PDF, set in a thread of its own: the library is loaded for nobody else, and ends with its page. */
export const printInThread = (paper: Paper): Effect.Effect<Uint8Array, Error> =>
  Effect.acquireUseRelease(start(paper), answer, (worker) => Effect.promise(() => worker.terminate())).pipe(
    Effect.timeoutOrElse({ duration: `${limits.seconds} seconds`, orElse: () => Effect.fail(broken("took too long")) })
  )
