import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from "node:http"
import { request as httpsRequest } from "node:https"

/** One request to somebody else's service. */
export interface VendorRequest {
  readonly url: URL
  readonly method?: "GET" | "POST"
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface VendorAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** `node:https`, not `fetch`: the first touch of undici costs a cold start 27 ms. Redirects are not followed. */
const send = ({ url, method = "GET", headers, body }: VendorRequest, signal: AbortSignal) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.protocol === "http:" ? httpRequest : httpsRequest
    request(url, { method, signal, headers: { accept: "application/json", ...headers } }, resolve)
      .on("error", reject)
      .end(body)
  })

/** An answer that is no use, in the SDK's form, so that `awsCall` tells what may pass (a throttle, a server's fault) from what will not. */
export const unexpected = (httpStatusCode: number) =>
  Object.assign(new Error(`The answer has status ${httpStatusCode}`), {
    $metadata: { httpStatusCode },
    ...(httpStatusCode === 429 && { $retryable: {} })
  })

/** Asks once. An answer of more than `maxBytes` is an error; any status is an answer. */
export const exchange = async (
  request: VendorRequest,
  signal: AbortSignal,
  maxBytes: number
): Promise<VendorAnswer> => {
  const response = await send(request, signal)
  const status = response.statusCode ?? 0
  const chunks: Array<Buffer> = []
  let size = 0
  for await (const chunk of response.iterator() as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes)
      throw status === 200 ? new Error(`The answer is larger than ${maxBytes} bytes`) : unexpected(status)
    chunks.push(chunk)
  }
  return { status, headers: response.headers, text: Buffer.concat(chunks).toString("utf8") }
}

/** JSON of an answer that ought to be JSON: anything else was cut off or comes from somebody in between, so asking again may help. */
export const jsonOf = ({ text }: VendorAnswer): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw Object.assign(new Error("The answer is no JSON"), { $retryable: {} })
  }
}
