import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { Data, Effect, type Scope } from "effect"

/** Another program listens on the port. */
export class PortTaken extends Data.TaggedError("PortTaken")<{ readonly port: number }> {
  override get message() {
    return `Port ${this.port} is taken by another program: stop it, or choose another port with --port (0 takes any free one).`
  }
}

/** The body is larger than what may be read of it. */
export class BodyTooLarge extends Data.TaggedError("BodyTooLarge") {}

/** Nobody waits for an answer any more. */
class ClientGone extends Data.TaggedError("ClientGone") {}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string>>>
  readonly body: string | Uint8Array
}

/** A request whose body has not been read yet. */
export interface Incoming {
  readonly method: string
  readonly url: URL
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  header(name: string): string | undefined
  readonly remoteAddress: string
  body(maxBytes: number): Effect.Effect<Uint8Array<ArrayBuffer>, BodyTooLarge>
}

export type Site = (request: Incoming) => Effect.Effect<Answer>

/** A server that listens and waits for its site: its address is known before what it serves is built. */
export interface Listener {
  readonly url: string
  serve(site: Site): Effect.Effect<void>
}

const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw new BodyTooLarge()
  const chunks: Array<Buffer> = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const incoming = (request: IncomingMessage, base: string): Incoming => {
  const raw = request.rawHeaders
  const headers = raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : []))
  return {
    method: request.method ?? "GET",
    url: new URL(`${base}${request.url?.startsWith("/") === true ? request.url : "/"}`),
    headers,
    header: (wanted) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1],
    remoteAddress: request.socket.remoteAddress ?? "127.0.0.1",
    body: (maxBytes) =>
      Effect.tryPromise({
        try: () => readBody(request, maxBytes),
        catch: (cause) => (cause instanceof BodyTooLarge ? cause : new ClientGone())
      }).pipe(Effect.catchTag("ClientGone", () => Effect.interrupt))
  }
}

const send = (request: IncomingMessage, response: ServerResponse, { body, headers, status }: Answer): void => {
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, typeof value === "string" ? value : [...value])
  // What is left of a refused body is not read: the connection ends instead.
  if (!request.complete) response.setHeader("connection", "close")
  response.statusCode = status
  if (status !== 204 && status !== 304) response.setHeader("content-length", Buffer.byteLength(body))
  response.end(request.method === "HEAD" ? undefined : body)
}

const broken: Answer = {
  status: 500,
  headers: { "content-type": "text/plain" },
  body: "The local gateway failed; its log says why.\n"
}

const close = (server: Server) =>
  Effect.callback<void>((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

/** Listens on 127.0.0.1 until the scope closes; port 0 is any free one. */
export const listen = (port: number): Effect.Effect<Listener, PortTaken, Scope.Scope> =>
  Effect.gen(function* () {
    const server = yield* Effect.acquireRelease(
      Effect.callback<Server, PortTaken>((resume) => {
        const server = createServer()
        server.once("error", (cause: NodeJS.ErrnoException) =>
          resume(cause.code === "EADDRINUSE" ? Effect.fail(new PortTaken({ port })) : Effect.die(cause))
        )
        server.listen(port, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      close
    )
    const address = server.address()
    if (address === null || typeof address === "string")
      return yield* Effect.die(new Error("The server listens on no port"))
    const url = `http://127.0.0.1:${address.port}`
    const context = yield* Effect.context<Scope.Scope>()
    return {
      url,
      serve: (site) =>
        Effect.sync(() => {
          server.on("request", (request, response) => {
            const answer = Effect.suspend(() => site(incoming(request, url))).pipe(
              Effect.catchCause((cause) => Effect.as(Effect.logError("gateway failed", cause), broken))
            )
            const fiber = Effect.runForkWith(context)(Effect.map(answer, (answer) => send(request, response, answer)))
            response.once("close", () => fiber.interruptUnsafe())
          })
        })
    }
  })
