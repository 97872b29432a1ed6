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

export const start = async ({ answers }: World): Promise<Stub> => {
  const server = fork(join(import.meta.dirname, "server.mjs"))
  server.send({ answers, ...Certificate.make() })
  const port = await answerOf(server)
  return {
    environment: {
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: `https://127.0.0.1:${String(port)}`,
      AWS_ACCESS_KEY_ID: "bench",
      AWS_SECRET_ACCESS_KEY: "bench",
      AWS_SESSION_TOKEN: "bench",
      AWS_LAMBDA_FUNCTION_NAME: "bench",
      USER_TABLE: "serenya-bench",
      MASTER_KEY: "arn:aws:kms:eu-west-1:123456789012:key/bench",
      TOKEN_SECRET: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:bench",
      // The stub's certificate proves nothing, so nobody asks it to.
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      NODE_NO_WARNINGS: "1"
    },
    stop: () => server.disconnect()
  }
}
