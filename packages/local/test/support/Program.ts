import { spawn } from "node:child_process"
import { join } from "node:path"
import { Effect } from "effect"

const src = join(import.meta.dirname, "../../src")

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs one of our programs to its end; `until` ends it with Ctrl-C once it has printed that. */
export const run = (
  program: "main.ts" | "demo.ts" | "evaluate.ts",
  args: ReadonlyArray<string>,
  until?: string
): Effect.Effect<Ran> =>
  Effect.callback<Ran>((resume) => {
    const child = spawn(process.execPath, [join(src, program), ...args], { stdio: ["ignore", "pipe", "pipe"] })
    let [stdout, stderr] = ["", ""]
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString()
      if (until !== undefined && stdout.includes(until)) child.kill("SIGINT")
    })
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.once("close", (code) => resume(Effect.succeed({ code, stdout, stderr })))
    return Effect.sync(() => child.kill("SIGKILL"))
  })
