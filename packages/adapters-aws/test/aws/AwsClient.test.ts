import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb"
import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { ConfigProvider, Effect } from "effect"
import { awsCall } from "../../src/aws/AwsCall.ts"
import { awsClient } from "../../src/aws/AwsClient.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

const unavailable = { status: 503, body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}' }

/** A client of a server that answers as `answers` says, its last answer for ever. */
const clientOn = Effect.fnUntraced(function* (...answers: ReadonlyArray<ScriptedServer.Answer>) {
  const { url, received } = yield* ScriptedServer.start((_, nth) => answers[nth - 1] ?? answers.at(-1) ?? unavailable)
  const environment = {
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL: url
  }
  const client = yield* awsClient((settings) => new DynamoDBClient(settings)).pipe(
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment)))
  )
  const get = (options: { readonly abortSignal?: AbortSignal } = {}) =>
    client.send(new GetItemCommand({ TableName: "table", Key: { PK: { S: "key" } } }), options)
  return { get, received }
})

describe("awsClient", () => {
  it.live("asks once, whatever the answer: only `awsCall` retries", () =>
    Effect.gen(function* () {
      const { get, received } = yield* clientOn(unavailable)
      yield* Effect.flip(Effect.tryPromise(() => get()))
      assertEquals(received.length, 1)
    })
  )

  it.live("tells `awsCall` which fault passes, and ends with the answer", () =>
    Effect.gen(function* () {
      const { get, received } = yield* clientOn(unavailable, "lost", {
        status: 200,
        body: '{"Item":{"PK":{"S":"key"}}}'
      })
      const { Item } = yield* awsCall("storage", "get", get)
      assertEquals(Item, { PK: { S: "key" } })
      assertEquals(received.length, 3)
    })
  )

  it.live("sends nothing that nobody reads", () =>
    Effect.gen(function* () {
      const { get, received } = yield* clientOn({ status: 200, body: "{}" })
      yield* Effect.promise(() => get())
      assertEquals(
        Object.keys(received[0]?.headers ?? {})
          .toSorted()
          .join(" "),
        "authorization connection content-length content-type host x-amz-content-sha256 x-amz-date x-amz-target"
      )
    })
  )
})
