import type { APIGatewayProxyResult } from "aws-lambda"
import { Effect, Stream } from "effect"
import { Cookies, type HttpServerResponse } from "effect/http"

const textual = /^text\/|[/+](?:json|xml)\b|^application\/(?:javascript|x-www-form-urlencoded)\b/i

interface Encoded {
  readonly body: string
  readonly isBase64Encoded: boolean
}

const nothing: Encoded = { body: "", isBase64Encoded: false }

const isText = (response: HttpServerResponse.HttpServerResponse) =>
  textual.test(response.headers["content-type"] ?? "") && response.headers["content-encoding"] === undefined

const ofBytes = (bytes: Uint8Array, text: boolean): Encoded => ({
  body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(text ? "utf8" : "base64"),
  isBase64Encoded: !text
})

const ofRaw = (body: unknown, text: boolean): Effect.Effect<Encoded> => {
  if (typeof body === "string") return Effect.succeed({ body, isBase64Encoded: false })
  if (body instanceof Uint8Array) return Effect.succeed(ofBytes(body, text))
  return Effect.die(new TypeError("a raw body is text or bytes: web objects would load undici"))
}

const encode = (response: HttpServerResponse.HttpServerResponse): Effect.Effect<Encoded, unknown> => {
  const { body } = response
  const text = isText(response)
  switch (body._tag) {
    case "Empty":
      return Effect.succeed(nothing)
    case "Uint8Array":
      return Effect.succeed(
        text && body.text !== undefined ? { body: body.text, isBase64Encoded: false } : ofBytes(body.body, text)
      )
    case "Stream":
      return Effect.map(Stream.runCollect(body.stream), (chunks) => ofBytes(Buffer.concat(chunks), text))
    case "Raw":
      return ofRaw(body.body, text)
    case "FormData":
      return ofRaw(body.formData, text)
  }
}

/** One array per header name; cookies stay apart, one entry each. API Gateway counts the body itself. */
const headersOf = (response: HttpServerResponse.HttpServerResponse, keepLength: boolean) => {
  const headers: Record<string, Array<string>> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (name !== "content-length" || keepLength) headers[name] = [value]
  }
  const cookies = Cookies.toSetCookieHeaders(response.cookies)
  if (cookies.length > 0) headers["set-cookie"] = [...(headers["set-cookie"] ?? []), ...cookies]
  return headers
}

/** Fails or dies with what a streamed body failed with: nothing has been sent by then. */
export const of = (
  response: HttpServerResponse.HttpServerResponse,
  options: { readonly withoutBody: boolean }
): Effect.Effect<APIGatewayProxyResult, unknown> => {
  const { status } = response
  const bodiless = options.withoutBody || status === 204 || status === 205 || status === 304
  const multiValueHeaders = headersOf(response, options.withoutBody && status !== 204 && status !== 205)
  return Effect.map(bodiless ? Effect.succeed(nothing) : encode(response), (encoded) => ({
    statusCode: status,
    multiValueHeaders,
    ...encoded
  }))
}
