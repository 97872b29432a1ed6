import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { type Effect, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { exchange, unexpected } from "../shared/VendorHttp.ts"
import { type JwksAnswer, JwksSource } from "./JwksSource.ts"

const maxBytes = 64 * 1024
const limits = { attemptTimeout: "3 seconds", retries: 2 } as const

const get = async (url: URL, signal: AbortSignal): Promise<JwksAnswer> => {
  const { headers, status, text } = await exchange({ url }, signal, maxBytes)
  if (status !== 200) throw unexpected(status)
  const [, maxAge] = /\bmax-age=(\d{1,9})\b/.exec(headers["cache-control"] ?? "") ?? []
  return { body: JSON.parse(text), maxAge: Option.map(Option.fromUndefinedOr(maxAge), Number) }
}

const fetch = (url: URL): Effect.Effect<JwksAnswer, Unavailable> =>
  awsCall("identity_provider", "JwksSource.fetch", ({ abortSignal }) => get(url, abortSignal), undefined, limits)

export const layer = Layer.succeed(JwksSource, JwksSource.of({ fetch }))
