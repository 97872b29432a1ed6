import { join } from "node:path"
import { Worker } from "node:worker_threads"
import { Effect } from "effect"

type Outcome = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string }

/** Asks a function that runs by itself, under an environment and credentials of its own. */
export interface DeployedFunction {
  invoke(event: unknown, remainingMillis: number): Promise<unknown>
}

const entry = (name: string) => join(import.meta.dirname, `../../../handlers/src/functions/${name}.ts`)

/** What Node itself needs; nothing of ours, and no credential of who runs the tests. */
const machine = ["PATH", "HOME", "TMPDIR", "NODE_EXTRA_CA_CERTS"]

/** The entrypoint that is bundled and deployed, in a thread that knows of the world only this environment; loaded at the first invocation. */
export const start = (name: string, environment: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    let thread: Worker | undefined
    let last = 0
    const waiting = new Map<number, (outcome: Outcome) => void>()

    const load = () => {
      const kept = machine.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]] as const]))
      const loaded = new Worker(join(import.meta.dirname, "functionThread.ts"), {
        workerData: { module: entry(name), name: `serenya-dev-${name}` },
        env: { ...Object.fromEntries(kept), ...environment },
        execArgv: []
      })
      loaded.on("message", (outcome: Outcome) => {
        waiting.get(outcome.id)?.(outcome)
        waiting.delete(outcome.id)
      })
      loaded.on("error", (cause) => {
        for (const [id, settle] of waiting) settle({ id, error: `${name} ended: ${cause.message}` })
        waiting.clear()
        thread = undefined
      })
      return loaded
    }

    yield* Effect.addFinalizer(() => Effect.promise(async () => thread?.terminate()))
    return {
      invoke: (event, remainingMillis) =>
        new Promise((resolve, reject) => {
          thread ??= load()
          const id = (last += 1)
          waiting.set(id, (outcome) => ("error" in outcome ? reject(new Error(outcome.error)) : resolve(outcome.value)))
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
          thread.postMessage({ id, event, remainingMillis })
        })
    } satisfies DeployedFunction
  })
