import { Worker } from "node:worker_threads"
import { Effect } from "effect"
import type { PdfReading } from "./PdfText.ts"

/** A whole reading must fit: the Lambda it runs in has more of both, and needs the rest itself. */
const limits = { seconds: 15, heapMegabytes: 256, growthBytes: 512 * 1024 * 1024, lookEveryMillis: 25 }

/** Beside this module as source, beside `index.mjs` in a bundle. */
const entry = new URL(import.meta.url.endsWith(".ts") ? "./PdfWorker.ts" : "./PdfWorker.mjs", import.meta.url)

const unreadable: PdfReading = { ok: false, reason: "unreadable" }

const start = Effect.fnUntraced(function* (bytes: Uint8Array) {
  const copy = new Uint8Array(bytes)
  return yield* Effect.sync(
    () =>
      new Worker(entry, {
        workerData: copy,
        transferList: [copy.buffer],
        resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
        env: {},
        stdout: true,
        stderr: true
      })
  )
})

/** The worker's answer, or `unreadable` when it dies or the process grows too far: the heap limit does not cover buffers. */
const answer = (worker: Worker): Effect.Effect<PdfReading> =>
  Effect.callback((resume) => {
    const before = process.memoryUsage.rss()
    const finish = (reading: PdfReading) => {
      clearInterval(watch)
      resume(Effect.succeed(reading))
    }
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > limits.growthBytes) finish(unreadable)
    }, limits.lookEveryMillis)
    worker.once("message", finish)
    worker.once("error", () => finish(unreadable))
    worker.once("exit", () => finish(unreadable))
    return Effect.sync(() => clearInterval(watch))
  })

/** Reads a PDF in a thread of its own and kills it with the reading: a bomb ends as `unreadable`, not with the Lambda. */
export const readInThread = (bytes: Uint8Array, seconds = limits.seconds): Effect.Effect<PdfReading> =>
  Effect.acquireUseRelease(start(bytes), answer, (worker) => Effect.promise(() => worker.terminate())).pipe(
    Effect.timeoutOrElse({ duration: `${seconds} seconds`, orElse: () => Effect.succeed(unreadable) })
  )
