import { createServer, type RequestListener, type ServerResponse } from "node:http"
import { ConfigProvider, Effect, Layer } from "effect"
import { exportJWK, exportSPKI, generateKeyPair, type JWK } from "jose"
import * as AppleEventVerifier from "../../src/identity/AppleEventVerifier.ts"
import * as JwksIdentityVerifier from "../../src/identity/JwksIdentityVerifier.ts"
import * as NodeJwksSource from "../../src/identity/NodeJwksSource.ts"

const signingKey = async (kid: string, alg: "RS256" | "ES256") => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" }
  return { kid, alg, privateKey, jwk, pem: await exportSPKI(publicKey) }
}
export type SigningKey = Awaited<ReturnType<typeof signingKey>>

export const googleKey = await signingKey("google-1", "RS256")
export const googleNextKey = await signingKey("google-2", "RS256")
export const appleKey = await signingKey("apple-1", "RS256")
export const appleEcKey = await signingKey("apple-2", "ES256")
/** Never published. */
export const attackerKey = await signingKey("google-1", "RS256")

export const answerJson =
  (body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body))
  }

export const answerStatus =
  (status: number): RequestListener =>
  (_request, response) => {
    response.writeHead(status).end("{}")
  }

export const neverAnswer: RequestListener = () => undefined

export const published = {
  google: { keys: [googleKey.jwk] },
  apple: { keys: [appleKey.jwk, appleEcKey.jwk] }
}

/** A provider's JWKS endpoint over real HTTP, whose answers a test changes; `requests` counts what it was asked. */
export const start = Effect.acquireRelease(
  Effect.promise(async () => {
    const waiting: Array<{ readonly count: number; readonly resume: () => void }> = []
    const provider = {
      url: "",
      requests: 0,
      google: answerJson(published.google),
      apple: answerJson(published.apple),
      asked: (count: number) =>
        Effect.promise(
          () =>
            new Promise<void>((resume) => {
              waiting.push({ count, resume })
              if (provider.requests >= count) resume()
            })
        ),
      stop: () => {
        server.close()
        server.closeAllConnections()
      }
    }
    const server = createServer((request, response: ServerResponse<typeof request>) => {
      provider.requests++
      for (const { count, resume } of waiting) if (provider.requests >= count) resume()
      return request.url === "/apple" ? provider.apple(request, response) : provider.google(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    provider.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
    return provider
  }),
  (provider) => Effect.sync(provider.stop)
)
export type LocalProvider = Effect.Success<typeof start>

export const audience = "app.serenya.ios"
export const secondAudience = "app.serenya.android"

export const environment = (url: string) => ({
  GOOGLE_JWKS_URL: `${url}/google`,
  APPLE_JWKS_URL: `${url}/apple`,
  GOOGLE_AUDIENCES: `${audience}, ${secondAudience}`,
  APPLE_AUDIENCES: audience
})

/** Our verifiers with a cache of their own, reading this provider's keys. */
export const verifier = ({ url }: LocalProvider) =>
  Layer.mergeAll(JwksIdentityVerifier.layer, AppleEventVerifier.layer).pipe(
    Layer.provide(NodeJwksSource.layer),
    Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment(url))))
  )
