import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import { promisify } from "node:util"
import { Effect, type Scope } from "effect"

/** A server that runs beside us on this machine: an emulator, for tests and the local stack. */
export interface ChildServer {
  readonly command: string
  readonly args: (port: number) => ReadonlyArray<string>
  /** What it prints once it listens. Waiting for its own words, not for any answer, tells it from a stranger on the port. */
  readonly greeting: string
  readonly port?: number | undefined
}

interface Running {
  readonly url: string
  readonly stop: () => Promise<void>
}

const startTimeout = 30_000
const stopTimeout = 3000

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  await promisify(probe.close.bind(probe))()
  if (address === null || typeof address === "string") throw new Error("No free port on 127.0.0.1")
  return address.port
}

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGTERM")
  const force = setTimeout(() => child.kill("SIGKILL"), stopTimeout)
  await ended
  clearTimeout(force)
}

const launchOn = (server: ChildServer, port: number): Promise<Running> =>
  new Promise((resolve, reject) => {
    const child = spawn(server.command, server.args(port), { stdio: ["ignore", "pipe", "pipe"] })
    const orphan = () => child.kill("SIGKILL")
    process.once("exit", orphan)
    const fail = (why: string) => {
      clearTimeout(timer)
      process.off("exit", orphan)
      child.kill("SIGKILL")
      reject(new Error(`${server.command} did not start: ${why}`))
    }
    let output = ""
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString("utf8")).slice(-2000)
      if (!output.includes(server.greeting)) return
      clearTimeout(timer)
      // Whatever it says from now on is read and dropped, or it would stop at a full pipe.
      for (const stream of [child.stdout, child.stderr]) stream.off("data", read).resume()
      resolve({
        url: `http://127.0.0.1:${port}`,
        stop: async () => {
          process.off("exit", orphan)
          await stop(child)
        }
      })
    }
    const timer = setTimeout(() => fail(`silent for ${startTimeout} ms: ${output}`), startTimeout)
    child.stdout.on("data", read)
    child.stderr.on("data", read)
    child.once("error", (cause) => fail(cause.message))
    child.once("exit", () => fail(output))
  })

/** Between finding a free port and using it another process may take it: then we try another. */
const launch = async (server: ChildServer): Promise<Running> => {
  if (server.port !== undefined) return launchOn(server, server.port)
  const first = await freePort()
  return launchOn(server, first).catch(async () => launchOn(server, await freePort()))
}

/** Starts the server, waits until it listens, and stops it with the scope. Its URL; a server that does not start is a defect. */
export const start = (server: ChildServer): Effect.Effect<string, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(() => launch(server)),
    ({ stop }) => Effect.promise(stop)
  ).pipe(Effect.map(({ url }) => url))
