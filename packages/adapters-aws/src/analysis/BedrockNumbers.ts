import type { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime"
import { Schema } from "effect"

/** Answered, paid for, and not what Converse speaks, or nested too deep to read. Carries no cause: the SDK's quotes the answer. */
export class GarbledAnswer extends Schema.TaggedError<GarbledAnswer>()("GarbledAnswer", {}) {}

interface HttpAnswer {
  readonly statusCode: number
  body: unknown
}

const isSuccess = (response: unknown): response is HttpAnswer =>
  typeof response === "object" &&
  response !== null &&
  "body" in response &&
  "statusCode" in response &&
  response.statusCode === 200

const plain = (bytes: Uint8Array): Uint8Array => {
  try {
    return Buffer.from(JSON.stringify(JSON.parse(Buffer.from(bytes).toString("utf8"))))
  } catch {
    throw new GarbledAnswer()
  }
}

/**
 * Rounds the numbers of an answer to doubles before the SDK reads it. @smithy/core 3.41 keeps every digit of a number in a
 * tool's input: `1e-10000000`, which a document can make a model write, holds the thread for good.
 */
export const plainNumbers = (client: BedrockRuntimeClient): void =>
  client.middlewareStack.addRelativeTo(
    <Args, Out extends { response: unknown }>(next: (args: Args) => Promise<Out>) =>
      async (args: Args) => {
        const result = await next(args)
        const { response } = result
        if (isSuccess(response)) {
          const bytes = await client.config.streamCollector(response.body)
          if (bytes.length > 0) response.body = plain(bytes)
        }
        return result
      },
    { name: "plainNumbers", relation: "after", toMiddleware: "deserializerMiddleware" }
  )
