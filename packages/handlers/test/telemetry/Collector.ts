import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { Effect } from "effect"

/** What somebody sent to a collector. */
export interface Received {
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** An OpenTelemetry collector in this process that answers with `status`, or never, where there is none. */
export const make = Effect.fnUntraced(function* (status: number | undefined) {
  const received: Array<Received> = []
  const listener: RequestListener = (request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      received.push({ url: request.url ?? "", headers: request.headers, text: Buffer.concat(chunks).toString() })
      if (status !== undefined) response.writeHead(status, { "content-type": "application/json" }).end("{}")
    })
  }
  const server = yield* Effect.acquireRelease(
    Effect.callback<ReturnType<typeof createServer>>((resume) => {
      const made = createServer(listener)
      made.listen(0, "127.0.0.1", () => resume(Effect.succeed(made)))
    }),
    (made) =>
      Effect.sync(() => {
        made.closeAllConnections()
        made.close()
      })
  )
  const { port } = server.address() as AddressInfo
  return { received, url: `http://127.0.0.1:${port}` }
})
