import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http"
import { Effect } from "effect"
import { type Exchange, principalOf } from "./Call.ts"
import type * as SampleModel from "./SampleModel.ts"

/** One exchange, and whose it was: a function's name, since each function has credentials of its own. */
export interface Overheard extends Exchange {
  readonly principal: string
}

/** What AWS does not answer: whose calls, by which method. */
type Outage = (principal: string | undefined, method: string) => boolean

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | Array<string> | undefined>
  readonly body: Buffer
}

const forwarded = (to: URL, asked: IncomingMessage, body: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { ...asked.headers, "content-length": String(body.length) }
    delete headers["transfer-encoding"]
    const sent = request(
      { host: to.hostname, port: to.port, method: asked.method, path: asked.url, headers },
      (answered) => {
        bodyOf(answered).then(
          (body) => resolve({ status: answered.statusCode ?? 502, headers: answered.headers, body }),
          reject
        )
      }
    )
    sent.once("error", reject)
    sent.end(body)
  })

const send = (response: ServerResponse, { body, headers, status }: Answer): void => {
  delete headers["transfer-encoding"]
  response.writeHead(status, { ...headers, "content-length": body.length })
  response.end(body)
}

const close = (server: Server) =>
  Effect.callback<void>((resume) => {
    server.closeAllConnections()
    server.close(() => resume(Effect.void))
  })

/** Stands between the functions and the emulator: passes on, listens, and answers for the model, which no emulator is. */
export const listen = (emulator: string, model: SampleModel.SampleModel) =>
  Effect.gen(function* () {
    const overheard: Array<Overheard> = []
    let outage: Outage = () => false
    const to = new URL(emulator)

    const handle = async (asked: IncomingMessage, response: ServerResponse) => {
      const body = await bodyOf(asked)
      const { pathname, searchParams } = new URL(asked.url ?? "/", emulator)
      const said = body.toString("latin1")
      const { headers, method = "GET" } = asked
      const principal = principalOf({ body: said, headers })
      if (outage(principal, method)) return send(response, { status: 503, headers: {}, body: Buffer.alloc(0) })
      const answer = pathname.startsWith("/model/")
        ? model.answer(body.toString("utf8"))
        : await forwarded(to, asked, body)
      if (principal !== undefined) {
        overheard.push({
          principal,
          method,
          path: pathname,
          query: searchParams,
          headers,
          body: said,
          status: answer.status
        })
      }
      send(response, answer)
    }

    const server = yield* Effect.acquireRelease(
      Effect.callback<Server>((resume) => {
        const server = createServer((asked, response) => {
          handle(asked, response).catch((cause: unknown) =>
            response.destroy(cause instanceof Error ? cause : undefined)
          )
        })
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      close
    )
    const address = server.address()
    if (address === null || typeof address === "string") return yield* Effect.die(new Error("No port"))
    /** Lets AWS not answer for as long as something lasts. */
    const without = <A, E, R>(what: Outage, during: Effect.Effect<A, E, R>) =>
      Effect.acquireUseRelease(
        Effect.sync(() => {
          outage = what
        }),
        () => during,
        () =>
          Effect.sync(() => {
            outage = () => false
          })
      )
    return { without, url: `http://127.0.0.1:${address.port}`, overheard }
  })
