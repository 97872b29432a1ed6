import { fork } from "node:child_process"
import { once } from "node:events"
import { statSync } from "node:fs"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import type { Rehearsal } from "./rehearsal/Rehearsals.ts"

const child = join(import.meta.dirname, "rehearsal/rehearse.mjs")

/** V8 takes a cache only under the flags it was made with; the Lambda bootstrap starts Node with this one. */
export const lambdaFlags = ["--expose-gc"] as const

/**
 * Writes `function.cache` beside a bundle: what V8 compiled for the rehearsal, which a start then need not compile again.
 * Its size in bytes. Needs no network: AWS is a stub on this machine.
 */
export const write = async (dir: string, { environment, answers, scenes, later = [] }: Rehearsal): Promise<number> => {
  const cache = join(dir, "function.cache")
  const rehearsing = fork(child, {
    execArgv: [...lambdaFlags],
    env: { ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"]
  })
  const output: Array<string> = []
  for (const stream of [rehearsing.stdout, rehearsing.stderr]) stream?.on("data", (chunk) => output.push(String(chunk)))
  rehearsing.send({
    file: join(dir, "index.mjs"),
    cache,
    answers,
    events: scenes.map(({ event }) => event),
    laterEvents: later.map(({ event }) => event)
  })
  const [endings] = await Promise.race([
    once(rehearsing, "message"),
    once(rehearsing, "close").then(() => [["a broken process"]])
  ])
  const expected = [...scenes, ...later].map(({ ending }) => ending)
  if (!isDeepStrictEqual(endings, expected)) {
    throw new Error(
      `The rehearsal in ${dir} ended with ${String(endings)} instead of ${expected.join()}\n${output.join("")}`
    )
  }
  return statSync(cache).size
}
