import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { Data, Effect } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Table } from "../resources/Resource.ts"

class TableExists extends Data.TaggedError("TableExists") {}

const isTaken = (cause: unknown): boolean => cause instanceof Error && cause.name === "ResourceInUseException"

/** Creates the table with its indexes and its stream, unless it is there. For the local engine; deployed tables are CDK's. */
export const createTable = Effect.fn("CreateTable.createTable")(function* (
  client: DynamoDBClient,
  name: string,
  table: Table
) {
  const keys = [table, ...table.indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])
  const command = new CreateTableCommand({
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
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
  const create = awsCall(
    "storage",
    "CreateTable.createTable",
    (options) => client.send(command, options),
    (cause) => (isTaken(cause) ? new TableExists() : undefined)
  )
  yield* Effect.catchTag(create, "TableExists", () => Effect.void)
})
