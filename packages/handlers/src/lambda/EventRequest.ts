import type { APIGatewayProxyEvent } from "aws-lambda"
import { Effect, Inspectable, Option, type Schema, Stream } from "effect"
import {
  Cookies,
  Headers,
  HttpIncomingMessage,
  HttpServerError,
  HttpServerRequest,
  Multipart,
  UrlParams
} from "effect/http"
import * as EventBody from "./EventBody.ts"
import * as EventUrl from "./EventUrl.ts"

const entries = <A>(record: { readonly [name: string]: A } | null | undefined) =>
  record !== null && typeof record === "object" ? Object.entries(record) : []

/** API Gateway sends both forms; repeated headers are complete only in the multi-value one. */
const headersOf = (event: APIGatewayProxyEvent): Headers.Headers => {
  const joined = new Map<string, string>()
  const add = (name: string, value: unknown) => {
    if (typeof value !== "string") return
    const key = name.toLowerCase()
    const before = joined.get(key)
    joined.set(key, before === undefined ? value : `${before}${key === "cookie" ? "; " : ", "}${value}`)
  }
  for (const [name, values] of entries(event.multiValueHeaders)) {
    if (Array.isArray(values)) values.forEach((value) => add(name, value))
  }
  if (joined.size === 0) entries(event.headers).forEach(([name, value]) => add(name, value))
  return Headers.fromInput(joined)
}

interface Overrides {
  readonly url?: string
  readonly headers?: Headers.Headers
  readonly remoteAddress?: Option.Option<string>
  readonly peerAddress?: Option.Option<string>
  readonly protocol?: "http" | "https"
}

/** A server request over a proxy event: no web `Request` in between, whose first use costs 27 ms. */
class EventRequest extends Inspectable.Class implements HttpServerRequest.HttpServerRequest {
  readonly [HttpServerRequest.TypeId]: typeof HttpServerRequest.TypeId = HttpServerRequest.TypeId
  readonly [HttpIncomingMessage.TypeId]: typeof HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly source: APIGatewayProxyEvent
  readonly method: string
  readonly originalUrl: string
  readonly url: string
  readonly headers: Headers.Headers
  readonly remoteAddress: Option.Option<string>
  readonly peerAddress: Option.Option<string>
  readonly protocol: "http" | "https" | undefined

  constructor(source: APIGatewayProxyEvent, originalUrl: string, headers: Headers.Headers, overrides: Overrides) {
    super()
    const address = Option.fromNullishOr(source.requestContext?.identity?.sourceIp)
    this.source = source
    this.method = source.httpMethod.toUpperCase()
    this.originalUrl = originalUrl
    this.url = overrides.url ?? originalUrl
    this.headers = overrides.headers ?? headers
    this.remoteAddress = overrides.remoteAddress ?? address
    this.peerAddress = overrides.peerAddress ?? this.remoteAddress
    this.protocol = overrides.protocol
  }

  get cookies() {
    return Cookies.parseHeader(this.headers["cookie"] ?? "")
  }

  get text() {
    return Effect.sync(() => EventBody.text(this.source))
  }

  get arrayBuffer() {
    return Effect.sync(() => EventBody.bytes(this.source).buffer)
  }

  get stream(): Stream.Stream<Uint8Array> {
    return Stream.fromEffect(Effect.sync(() => EventBody.bytes(this.source)))
  }

  get json(): Effect.Effect<Schema.Json, HttpServerError.HttpServerError> {
    return Effect.try({ try: () => JSON.parse(EventBody.text(this.source)), catch: (cause) => this.unreadable(cause) })
  }

  get urlParamsBody() {
    return Effect.sync(() => UrlParams.fromInput(new URLSearchParams(EventBody.text(this.source))))
  }

  get multipart() {
    return Effect.fail(Multipart.MultipartError.fromReason("Parse"))
  }

  get multipartStream() {
    return Stream.fail(Multipart.MultipartError.fromReason("Parse"))
  }

  get upgrade(): Effect.Effect<never, HttpServerError.HttpServerError> {
    return this.upgradeWith()
  }

  upgradeWith(): Effect.Effect<never, HttpServerError.HttpServerError> {
    return Effect.fail(this.unreadable("a Lambda holds no connection to upgrade"))
  }

  modify(overrides: Overrides): EventRequest {
    return new EventRequest(this.source, this.originalUrl, this.headers, {
      url: this.url,
      remoteAddress: this.remoteAddress,
      peerAddress: this.peerAddress,
      ...(this.protocol === undefined ? {} : { protocol: this.protocol }),
      ...overrides
    })
  }

  /** Names no path, header or address: requests travel inside errors to logs. */
  toJSON() {
    return { _id: "HttpServerRequest", method: this.method }
  }

  private unreadable(cause: unknown): HttpServerError.HttpServerError {
    return new HttpServerError.HttpServerError({
      reason: new HttpServerError.RequestParseError({ request: this, cause })
    })
  }
}

/** Other event kinds, and HTTP APIs' payload 2.0, have no `httpMethod` and `path`. */
export const isProxyEvent = (event: unknown): event is APIGatewayProxyEvent =>
  typeof event === "object" &&
  event !== null &&
  "httpMethod" in event &&
  typeof event.httpMethod === "string" &&
  "path" in event &&
  typeof event.path === "string"

/** Multipart bodies and upgrades are refused: documents travel through presigned uploads. */
export const make = (event: APIGatewayProxyEvent): HttpServerRequest.HttpServerRequest =>
  new EventRequest(event, EventUrl.of(event), headersOf(event), {})
