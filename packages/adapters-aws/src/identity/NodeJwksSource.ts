import { type IncomingMessage, request as httpRequest } from "node:http"
import { request as httpsRequest } from "node:https"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { type Effect, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { type JwksAnswer, JwksSource } from "./JwksSource.ts"

const maxBytes = 64 * 1024
const limits = { attemptTimeout: "3 seconds", retries: 2 } as const

/** `node:https`, not `fetch`: the first touch of undici costs a cold start 27 ms. Redirects are not followed. */
const send = (url: URL, signal: AbortSignal) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.protocol === "http:" ? httpRequest : httpsRequest
    request(url, { signal, headers: { accept: "application/json" } }, resolve)
      .on("error", reject)
      .end()
  })

/** In the SDK's form, so that `awsCall` tells a server's fault from a wrong address. */
const unexpected = (httpStatusCode: number | undefined) =>
  Object.assign(new Error(`The provider answered ${httpStatusCode}`), { $metadata: { httpStatusCode } })

const get = async (url: URL, signal: AbortSignal): Promise<JwksAnswer> => {
  const response = await send(url, signal)
  if (response.statusCode !== 200) {
    response.destroy()
    throw unexpected(response.statusCode)
  }
  const chunks: Array<Buffer> = []
  let size = 0
  for await (const chunk of response.iterator() as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`The JWKS is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const [, maxAge] = /\bmax-age=(\d{1,9})\b/.exec(response.headers["cache-control"] ?? "") ?? []
  return {
    body: JSON.parse(Buffer.concat(chunks).toString("utf8")),
    maxAge: Option.map(Option.fromUndefinedOr(maxAge), Number)
  }
}

const fetch = (url: URL): Effect.Effect<JwksAnswer, Unavailable> =>
  awsCall("identity_provider", "JwksSource.fetch", ({ abortSignal }) => get(url, abortSignal), undefined, limits)

export const layer = Layer.succeed(JwksSource, JwksSource.of({ fetch }))
