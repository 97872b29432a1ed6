import { join } from "node:path"
import { provisionTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { DynamoStreams } from "@serenya/adapters-aws/dynamo/DynamoStreams"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { TableFeed } from "@serenya/adapters-aws/dynamo/TableFeed"
import * as DynamoIdempotencyStore from "@serenya/adapters-aws/idempotency/DynamoIdempotencyStore"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as DynamoDataKeyStore from "@serenya/adapters-aws/users/DynamoDataKeyStore"
import * as DynamoTombstones from "@serenya/adapters-aws/users/DynamoTombstones"
import * as DynamoUserDirectory from "@serenya/adapters-aws/users/DynamoUserDirectory"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import * as MemoryIdempotencyStore from "@serenya/domain/idempotency/MemoryIdempotencyStore"
import * as MemorySubscriptionLedger from "@serenya/domain/subscriptions/MemorySubscriptionLedger"
import * as MemoryUserStore from "@serenya/domain/users/MemoryUserStore"
import { Effect, Layer, Option } from "effect"
import * as Settings from "./Settings.ts"

const tableName = "serenya-local"

/** What leads the adapters to the table of this machine. */
const settingsAt = (endpoint: string): Settings.Settings => ({
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_ENDPOINT_URL: endpoint,
  [UserTable.env]: tableName
})

/** The engine that keeps the table, in words, and what leads there: `DYNAMODB_ENDPOINT` where one is named, else the embedded one, where it has a build. */
export const engine = Effect.fnUntraced(function* (stateFolder: string, settings: Settings.Settings) {
  const named = settings["DYNAMODB_ENDPOINT"]
  if (named !== undefined && named !== "")
    return Option.some({ name: `DynamoDB at ${named}`, settings: settingsAt(named) })
  const binary = Dynoxide.binary()
  if (Option.isNone(binary)) return Option.none()
  const dbPath = join(stateFolder, "users.db")
  const endpoint = yield* Dynoxide.serve(binary.value, { dbPath })
  return Option.some({ name: `DynamoDB (embedded Dynoxide, ${dbPath})`, settings: settingsAt(endpoint) })
})

const table = Layer.effectDiscard(Effect.flatMap(Dynamo, (client) => provisionTable(client, tableName, UserTable)))

const dynamo = Layer.mergeAll(
  DynamoSubscriptionLedger.layer,
  DynamoUserStore.layer,
  DynamoUserDirectory.layer,
  DynamoDataKeyStore.layer,
  DynamoTombstones.layer,
  DynamoIdempotencyStore.layer,
  TableFeed.layer
).pipe(Layer.provideMerge(table), Layer.provide([Dynamo.layer, DynamoStreams.layer]))

const memory = Layer.merge(
  MemorySubscriptionLedger.layer.pipe(Layer.provideMerge(MemoryUserStore.layer)),
  MemoryIdempotencyStore.layer
)

/** Where users and their keys' answers are kept, in words and as a layer: an engine's table, or, where there is none, this process's memory. */
export const open = Effect.fnUntraced(function* (stateFolder: string, settings: Settings.Settings) {
  const found = yield* engine(stateFolder, settings)
  if (Option.isSome(found)) {
    return { engine: found.value.name, layer: Layer.provide(dynamo, Settings.provider(found.value.settings)) }
  }
  return {
    engine:
      `memory, gone when this stops (no embedded DynamoDB for ${process.platform}-${process.arch};` +
      " to keep users, run DynamoDB Local and set DYNAMODB_ENDPOINT=http://127.0.0.1:8000)",
    layer: memory
  }
})
