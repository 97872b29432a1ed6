import { Data, Effect, Option, Schedule } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Table } from "../resources/Resource.ts"
import { tableNamed } from "./DescribeTable.ts"
import type { Dynamo } from "./Dynamo.ts"
import { CreateTable, UpdateContinuousBackups, UpdateTimeToLive } from "./DynamoCommands.ts"

class TableExists extends Data.TaggedError("TableExists") {}

const isTaken = (cause: unknown): boolean => cause instanceof Error && cause.name === "ResourceInUseException"

const commandOf = (TableName: string, table: Table, isProtected: boolean) => {
  const keys = [table, ...table.indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])
  return CreateTable({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    DeletionProtectionEnabled: isProtected,
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [
      { AttributeName: table.partitionKey, KeyType: "HASH" },
      { AttributeName: table.sortKey, KeyType: "RANGE" }
    ],
    GlobalSecondaryIndexes: table.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: [
        { AttributeName: index.partitionKey, KeyType: "HASH" },
        { AttributeName: index.sortKey, KeyType: "RANGE" }
      ],
      Projection: { ProjectionType: "ALL" }
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" }
  })
}

/** AWS takes half a minute for a table; an emulator has it at once. */
const standing = (client: Dynamo["Service"], name: string) =>
  tableNamed(client, name).pipe(
    Effect.repeat({
      schedule: Schedule.spaced("500 millis"),
      until: (table) => Option.exists(table, ({ TableStatus }) => TableStatus === "ACTIVE"),
      times: 600
    })
  )

/** Creates the table with its indexes and its stream, unless it is there. Whether it was made. */
export const createTable = Effect.fn("CreateTable.createTable")(function* (
  client: Dynamo["Service"],
  TableName: string,
  table: Table,
  isProtected = false
) {
  const command = commandOf(TableName, table, isProtected)
  return yield* awsCall(
    "storage",
    "CreateTable.createTable",
    (options) => client.send(command, options),
    (cause) => (isTaken(cause) ? new TableExists() : undefined)
  ).pipe(
    Effect.as(true),
    Effect.catchTag("TableExists", () => Effect.succeed(false))
  )
})

/**
 * `createTable`, and what only a table that stands can be told: its time to live and, in a protected stage, recovery to any
 * point in time. For engines, emulators and copies; a stage's own table is CDK's.
 */
export const provisionTable = Effect.fn("CreateTable.provisionTable")(function* (
  client: Dynamo["Service"],
  TableName: string,
  table: Table,
  isProtected = false
) {
  if (!(yield* createTable(client, TableName, table, isProtected))) return false
  yield* standing(client, TableName)
  const TimeToLiveSpecification = { Enabled: true, AttributeName: table.ttlAttribute }
  yield* awsCall("storage", "CreateTable.timeToLive", (options) =>
    client.send(UpdateTimeToLive({ TableName, TimeToLiveSpecification }), options)
  )
  if (isProtected) {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
    yield* awsCall("storage", "CreateTable.recovery", (options) =>
      client.send(UpdateContinuousBackups({ TableName, PointInTimeRecoverySpecification }), options)
    )
  }
  return true
})
