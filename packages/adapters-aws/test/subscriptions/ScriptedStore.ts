import { generateKeyPairSync } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { ConfigProvider, Effect, Layer, Redacted } from "effect"
import { StoreCredentials } from "../../src/subscriptions/StoreCredentials.ts"

/** What a script's server does with one request. */
export type Reply = (request: IncomingMessage, response: ServerResponse, body: string) => void

export const json =
  (body: unknown, status = 200): Reply =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
  }
export const text =
  (body: string, status = 200): Reply =>
  (_request, response) =>
    void response.writeHead(status).end(body)
export const silence: Reply = () => undefined
export const reset: Reply = (request) => void request.socket.destroy()
/** Promises more than it sends, and hangs up. */
export const cutOff: Reply = (request, response) => {
  response.writeHead(200, { "content-length": "1000" }).write('{"orders":')
  setImmediate(() => request.socket.destroy())
}

/** One request that reached the server. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly authorization: string
  readonly body: string
}

const bodyOf = async (request: IncomingMessage) => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request.iterator() as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}

/** A store over real HTTP that answers as its scripts say, each path's last reply for ever; it keeps what it was asked. */
export const start = Effect.acquireRelease(
  Effect.promise(async () => {
    const scripts = new Map<string, Array<Reply>>()
    const asked: Array<Asked> = []
    const waiting: Array<() => void> = []
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const path = request.url ?? ""
      const body = await bodyOf(request)
      asked.push({ method: request.method ?? "", path, authorization: request.headers.authorization ?? "", body })
      const script = [...scripts].find(([start]) => path.startsWith(start))?.[1] ?? []
      const reply = script.length > 1 ? script.shift() : script[0]
      ;(reply ?? text("No script", 404))(request, response, body)
      for (const look of waiting) look()
    }
    const server = createServer((request, response) => void answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
    const to = (start: string) => asked.filter(({ path }) => path.startsWith(start))
    return {
      url,
      asked,
      to,
      script: (start: string, ...replies: ReadonlyArray<Reply>) => void scripts.set(start, [...replies]),
      /** Until a path has been asked so often. */
      reached: (start: string, count: number) =>
        Effect.callback<void>((resume) => {
          const look = () => to(start).length >= count && resume(Effect.void)
          waiting.push(look)
          look()
        }),
      stop: () => {
        server.close()
        server.closeAllConnections()
      }
    }
  }),
  ({ stop }) => Effect.sync(stop)
)
export type ScriptedStore = Effect.Success<typeof start>

const pem = (key: ReturnType<typeof generateKeyPairSync>["privateKey"]) =>
  Redacted.make(key.export({ type: "pkcs8", format: "pem" }).toString())

export const appleKey = generateKeyPairSync("ec", { namedCurve: "P-256" })
export const googleKey = generateKeyPairSync("rsa", { modulusLength: 2048 })

export const credentials = Layer.succeed(
  StoreCredentials,
  StoreCredentials.of({
    apple: Effect.succeed({ issuerId: "issuer-1", keyId: "KEY1", privateKey: pem(appleKey.privateKey) }),
    google: Effect.succeed({
      clientEmail: "server@serenya.iam.gserviceaccount.com",
      privateKeyId: "key-1",
      privateKey: pem(googleKey.privateKey)
    })
  })
)

export const packageName = "health.serenya.app"
export const bundleId = "health.serenya.app"

export const settings = ({ url }: ScriptedStore, changes: Readonly<Record<string, string>> = {}) =>
  ConfigProvider.layer(
    ConfigProvider.fromEnvRecord({
      STORE_ENVIRONMENT: "sandbox",
      APPLE_BUNDLE_ID: bundleId,
      APPLE_APP_ID: "1234",
      APP_STORE_API_URL: url,
      GOOGLE_PACKAGE_NAME: packageName,
      GOOGLE_PUSH_AUDIENCE: "https://api.serenya.example/api/v1/subscriptions/webhook",
      GOOGLE_PUSH_SERVICE_ACCOUNT: "push@serenya.iam.gserviceaccount.com",
      GOOGLE_JWKS_URL: `${url}/certs`,
      GOOGLE_TOKEN_URL: `${url}/token`,
      PLAY_API_URL: url,
      ...changes
    })
  )
