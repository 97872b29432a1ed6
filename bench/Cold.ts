import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { lambdaFlags } from "@serenya/handlers/build/CodeCache"
import type { Built } from "./Build.ts"
import type { Stub } from "./stub/Stub.ts"
import { eventOf, type World } from "./World.ts"

/** Milliseconds since the process started. */
export interface Start {
  readonly loadedAt: number
  readonly answeredAt: number
  /** CPU until the answer, user and system, of all threads: what other work on the machine disturbs less. */
  readonly cpu: number
  /** Whether undici was loaded: it costs 27 ms, and a function that calls AWS has no use for it. */
  readonly undici: boolean
  readonly result: unknown
}

const child = join(import.meta.dirname, "children/cold.mjs")
const run = promisify(execFile)

export const start = async (built: Built, { environment }: Stub, world: World): Promise<Start> => {
  const env = { ...environment, BENCH_EVENT: eventOf(world, built.pair) }
  const { stdout, stderr } = await run(process.execPath, [...lambdaFlags, child, built.file], { env })
  if (stderr !== "") throw new Error(`${built.pair}, ${built.name}: ${stderr}`)
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Start
}

/** What Node alone takes to start. */
export const floor = async (): Promise<number> => {
  const { stdout } = await run(process.execPath, ["-e", "process.stdout.write(String(performance.now()))"], { env: {} })
  return Number(stdout)
}
