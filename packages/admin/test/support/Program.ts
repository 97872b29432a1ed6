import { spawn } from "node:child_process"
import { join } from "node:path"
import { Effect } from "effect"

const main = join(import.meta.dirname, "../../src/main.ts")

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command as an operator's script does: its output goes to a pipe. `settings` is all of its environment. */
export const run = (args: ReadonlyArray<string>, settings: Readonly<Record<string, string>> = {}): Effect.Effect<Ran> =>
  Effect.callback<Ran>((resume) => {
    const child = spawn(process.execPath, [main, ...args], { env: settings, stdio: ["ignore", "pipe", "pipe"] })
    let [stdout, stderr] = ["", ""]
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.once("close", (code) => resume(Effect.succeed({ code, stdout, stderr })))
    return Effect.sync(() => child.kill("SIGKILL"))
  })
