import { join } from "node:path"
import { createTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { DynamoStreams } from "@serenya/adapters-aws/dynamo/DynamoStreams"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { TableFeed } from "@serenya/adapters-aws/dynamo/TableFeed"
import * as DynamoIdempotencyStore from "@serenya/adapters-aws/idempotency/DynamoIdempotencyStore"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as DynamoTombstones from "@serenya/adapters-aws/users/DynamoTombstones"
import * as DynamoUserDirectory from "@serenya/adapters-aws/users/DynamoUserDirectory"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import * as MemoryIdempotencyStore from "@serenya/domain/idempotency/MemoryIdempotencyStore"
import * as MemorySubscriptionLedger from "@serenya/domain/subscriptions/MemorySubscriptionLedger"
import * as MemoryUserStore from "@serenya/domain/users/MemoryUserStore"
import { Effect, Layer, Option } from "effect"
import * as Settings from "./Settings.ts"

const tableName = "serenya-local"

/** Where users and their keys' answers are kept, in words and as a layer. */
const over = (endpoint: string) => {
  const table = Layer.effectDiscard(Effect.flatMap(Dynamo, (client) => createTable(client, tableName, UserTable)))
  const settings = Settings.provider({
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL: endpoint,
    [UserTable.env]: tableName
  })
  return Layer.mergeAll(
    DynamoSubscriptionLedger.layer,
    DynamoUserStore.layer,
    DynamoUserDirectory.layer,
    DynamoTombstones.layer,
    DynamoIdempotencyStore.layer,
    TableFeed.layer
  ).pipe(Layer.provideMerge(table), Layer.provide([Dynamo.layer, DynamoStreams.layer]), Layer.provide(settings))
}

/** DynamoDB at `DYNAMODB_ENDPOINT` where one is named; else the embedded engine; else, where it has no build, this process's memory. */
export const open = Effect.fnUntraced(function* (stateFolder: string, settings: Settings.Settings) {
  const named = settings["DYNAMODB_ENDPOINT"]
  if (named !== undefined && named !== "") return { engine: `DynamoDB at ${named}`, layer: over(named) }
  const binary = Dynoxide.binary()
  if (Option.isNone(binary)) {
    return {
      engine:
        `memory, gone when this stops (no embedded DynamoDB for ${process.platform}-${process.arch};` +
        " to keep users, run DynamoDB Local and set DYNAMODB_ENDPOINT=http://127.0.0.1:8000)",
      layer: Layer.merge(
        MemorySubscriptionLedger.layer.pipe(Layer.provideMerge(MemoryUserStore.layer)),
        MemoryIdempotencyStore.layer
      )
    }
  }
  const dbPath = join(stateFolder, "users.db")
  return {
    engine: `DynamoDB (embedded Dynoxide, ${dbPath})`,
    layer: over(yield* Dynoxide.serve(binary.value, { dbPath }))
  }
})
