import type { APIGatewayProxyEvent } from "aws-lambda"

const present = (event: APIGatewayProxyEvent): string => (typeof event.body === "string" ? event.body : "")

/** The body as text; bytes that are no UTF-8 become U+FFFD, as in a web `Request`. */
export const text = (event: APIGatewayProxyEvent): string =>
  event.isBase64Encoded ? Buffer.from(present(event), "base64").toString("utf8") : present(event)

/** A copy with a buffer of its own: small Buffers share a pool with other requests' bytes. */
export const bytes = (event: APIGatewayProxyEvent): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(present(event), event.isBase64Encoded ? "base64" : "utf8"))

/** In bytes, after base64 decoding; decodes nothing. */
export const size = (event: APIGatewayProxyEvent): number =>
  Buffer.byteLength(present(event), event.isBase64Encoded ? "base64" : "utf8")
