import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import type { World } from "../World.ts"
import * as Certificate from "./Certificate.ts"

export interface Stub {
  /** What a variant finds in its environment: Lambda's own settings, leading to the stub. */
  readonly environment: Readonly<Record<string, string>>
  readonly stop: () => void
}

const answerOf = async (child: ChildProcess): Promise<unknown> => {
  const [message] = await once(child, "message")
  return message
}

export const start = async (world: World): Promise<Stub> => {
  // All pairs share one person and one AWS.
  const { answers, environment } = world["user-profile"]
  const server = fork(join(import.meta.dirname, "server.mjs"))
  server.send({ answers, ...Certificate.make() })
  const port = await answerOf(server)
  return {
    environment: {
      ...environment,
      AWS_ENDPOINT_URL: `https://127.0.0.1:${String(port)}`,
      // The stub's certificate proves nothing, so nobody asks it to.
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      NODE_NO_WARNINGS: "1"
    },
    stop: () => server.disconnect()
  }
}
