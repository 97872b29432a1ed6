import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Layer, Option, Schema } from "effect"
import { createTable } from "../../src/dynamo/CreateTable.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { DeleteItem, PutItem } from "../../src/dynamo/DynamoCommands.ts"
import { DynamoStreams } from "../../src/dynamo/DynamoStreams.ts"
import * as Dynoxide from "../../src/dynamo/Dynoxide.ts"
import { type Place, TableFeed, type Told } from "../../src/dynamo/TableFeed.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import * as Emulator from "../support/Emulator.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

const TableName = "serenya-test"

const over = (url: string) =>
  TableFeed.layer.pipe(
    Layer.provideMerge(Layer.merge(Dynamo.layer, DynamoStreams.layer)),
    Layer.provide(Emulator.config(url, { [UserTable.env]: TableName }))
  )

const engine = Layer.unwrap(
  Effect.map(Dynoxide.serve(Option.getOrElse(Dynoxide.binary(), () => "")), (url) => over(url))
)

const put = (n: number, word: string) =>
  Effect.flatMap(Dynamo, (client) =>
    Effect.promise(() =>
      client.send(
        PutItem({
          TableName,
          Item: { PK: { S: `P${n}` }, SK: { S: "S" }, word: { S: word }, n: { N: "1" } }
        })
      )
    )
  )

const Image = Schema.optional(Schema.Unknown)
const decodeRecord = Schema.decodeUnknownSync(
  Schema.Struct({
    eventID: Schema.String,
    eventName: Schema.String,
    dynamodb: Schema.Struct({ Keys: Schema.Unknown, NewImage: Image, OldImage: Image })
  })
)

const fields = ({ record }: Told) => {
  const { dynamodb, eventID, eventName } = decodeRecord(record)
  return { eventID, eventName, ...dynamodb }
}

LocalDynamo.suites(() => {
  it.live("tells every write once, in order, whole, from any place; again from the same place the same", () =>
    Effect.gen(function* () {
      const client = yield* Dynamo
      yield* createTable(client, TableName, UserTable)
      const feed = yield* TableFeed
      assertEquals(yield* feed.after(Option.none()), [])
      yield* put(1, "first")
      yield* put(1, "second")
      yield* Effect.promise(() => client.send(DeleteItem({ TableName, Key: { PK: { S: "P1" }, SK: { S: "S" } } })))
      const told = yield* feed.after(Option.none())
      assertEquals(
        told.map(fields).map(({ eventName, Keys, NewImage, OldImage }) => [eventName, Keys, NewImage, OldImage]),
        [
          ["INSERT", { PK: { S: "P1" }, SK: { S: "S" } }, item("first"), undefined],
          ["MODIFY", { PK: { S: "P1" }, SK: { S: "S" } }, item("second"), item("first")],
          ["REMOVE", { PK: { S: "P1" }, SK: { S: "S" } }, undefined, item("second")]
        ]
      )
      assertEquals(yield* feed.after(Option.none()), told)
      for (const [index, { place }] of told.entries())
        assertEquals(yield* feed.after(Option.some(place)), told.slice(index + 1))
      const ids = told.map((one) => fields(one).eventID)
      assertTrue(ids.every((id) => /^[A-Za-z0-9-]{8,64}$/.test(id)) && new Set(ids).size === 3, ids.join())
    }).pipe(Effect.provide(engine))
  )

  it.live("hands over a hundred at once, and begins anew in the stream of another table", () =>
    Effect.gen(function* () {
      yield* createTable(yield* Dynamo, TableName, UserTable)
      const feed = yield* TableFeed
      yield* Effect.forEach(
        Array.from({ length: 120 }, (_, n) => n),
        (n) => put(n, "one"),
        { discard: true }
      )
      const first = yield* feed.after(Option.none())
      const second = yield* feed.after(Option.fromUndefinedOr(first.at(-1)?.place))
      assertEquals([first.length, second.length], [100, 20])
      const elsewhere: Place = { stream: "arn:aws:dynamodb:::table/gone/stream/1", sequence: "9000" }
      assertEquals(yield* feed.after(Option.some(elsewhere)), first)
    }).pipe(Effect.provide(engine))
  )
})

const item = (word: string) => ({ PK: { S: "P1" }, SK: { S: "S" }, word: { S: word }, n: { N: "1" } })

describe("TableFeed", () => {
  it.live("is unavailable where nobody answers, and says after four attempts that it is out of reach", () =>
    Effect.gen(function* () {
      const { received, url } = yield* ScriptedServer.start(() => ({ status: 500, body: "{}" }))
      const failed = yield* TableFeed.pipe(
        Effect.flatMap((feed) => feed.after(Option.none())),
        Effect.provide(over(url)),
        Effect.flip
      )
      assertEquals(failed._tag === "Unavailable" && failed.retryable, true)
      assertEquals(received.length, 4)
    })
  )
})
