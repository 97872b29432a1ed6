import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { Option } from "effect"
import * as ChildServer from "../shared/ChildServer.ts"

/** The embedded DynamoDB engine's executable; none where its package has no build for this platform. */
export const binary: () => Option.Option<string> = Option.liftThrowable(() => {
  const name = `@dynoxide/${process.platform}-${process.arch}`
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), "dynoxide")
})

/** Where the data lives (in memory unless `dbPath` is given) and the port (a free one unless given). */
export interface DynoxideOptions {
  readonly dbPath?: string
  readonly port?: number
}

/** Runs the engine until the scope closes; its URL. Ready in about 30 ms. */
export const serve = (executable: string, options: DynoxideOptions = {}) =>
  ChildServer.start({
    command: executable,
    args: (port) => [
      "serve",
      "--port",
      String(port),
      ...(options.dbPath === undefined ? [] : ["--db-path", options.dbPath])
    ],
    greeting: "listening on",
    port: options.port
  })
