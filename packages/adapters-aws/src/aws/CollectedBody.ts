import type { Readable } from "node:stream"

/**
 * All bytes of an answer. The SDK's own way also asks whether they come in a web stream or a `Blob`, which makes Node load
 * both; an answer of `node:https` is neither.
 */
export const collected = (body: Readable): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Array<Buffer> = []
    body.on("data", (chunk: Buffer) => chunks.push(chunk))
    body.on("error", reject)
    body.on("end", () => resolve(Buffer.concat(chunks)))
  })
