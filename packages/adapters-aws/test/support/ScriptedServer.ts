import { once } from "node:events"
import { createServer, type ServerResponse } from "node:http"
import { Effect } from "effect"

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly body: string
}

/** `lost`: the connection breaks instead of an answer; a function answers by itself. */
export type Answer =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Uint8Array }
  | "lost"
  | ((response: ServerResponse) => void)

const send = (response: ServerResponse, answer: Answer): void => {
  if (answer === "lost") return void response.destroy()
  if (typeof answer === "function") return answer(response)
  response.writeHead(answer.status, answer.headers).end(answer.body)
}

/** A server on this machine that answers by script and remembers what it was asked, for the life of the scope. */
export const start = (script: (request: Received, nth: number) => Answer) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const received: Array<Received> = []
      const server = createServer((request, response) => {
        const chunks: Array<Buffer> = []
        request.on("data", (chunk: Buffer) => chunks.push(chunk))
        request.on("end", () => {
          const { headers, method = "", url = "" } = request
          const one = { method, path: url, headers, body: Buffer.concat(chunks).toString("utf8") }
          received.push(one)
          send(response, script(one, received.length))
        })
      }).listen(0, "127.0.0.1")
      await once(server, "listening")
      const address = server.address()
      if (address === null || typeof address === "string") throw new Error("No port")
      return { url: `http://127.0.0.1:${address.port}`, received, server }
    }),
    ({ server }) =>
      Effect.callback<void>((resume) => {
        server.closeAllConnections()
        server.close(() => resume(Effect.void))
      })
  )
