import { fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { lambdaFlags } from "@serenya/handlers/build/CodeCache"
import type { Built } from "./Build.ts"
import type { Stub } from "./stub/Stub.ts"
import { eventOf, type World } from "./World.ts"

export interface Batch {
  /** CPU per request, user and system, of all threads. */
  readonly micros: number
  readonly result: unknown
}

export interface Process {
  readonly run: (requests: number) => Promise<Batch>
  readonly stop: () => void
}

const child = join(import.meta.dirname, "children/warm.mjs")

/** A variant in a process of its own, its transport stubbed inside it. */
export const start = (built: Built, { environment }: Stub, world: World): Process => {
  const forked = fork(child, [built.file], {
    execArgv: [...lambdaFlags],
    // What is logged goes nowhere, at the same cost for all.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...environment,
      BENCH_EVENT: eventOf(world, built.pair),
      BENCH_ANSWERS: JSON.stringify(world[built.pair].answers)
    }
  })
  const failed = once(forked, "exit").then(([code]) => {
    throw new Error(`${built.pair}, ${built.name} ended with ${String(code)}`)
  })
  return {
    run: async (requests) => {
      const answer = once(forked, "message")
      forked.send(requests)
      const [batch] = await Promise.race([answer, failed])
      return batch as Batch
    },
    stop: () => {
      failed.catch(() => undefined)
      forked.kill()
    }
  }
}
