import { Data, Effect, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Dynamo } from "./Dynamo.ts"
import { DescribeContinuousBackups, DescribeTable, DescribeTimeToLive } from "./DynamoCommands.ts"
import { foundShape } from "./TableShape.ts"

class NoSuchTable extends Data.TaggedError("NoSuchTable") {}
class NotOffered extends Data.TaggedError("NotOffered") {}

const named = (cause: unknown, ...names: ReadonlyArray<string>): boolean =>
  cause instanceof Error && names.includes(cause.name)

export const noSuchTable = (cause: unknown): NoSuchTable | undefined =>
  named(cause, "ResourceNotFoundException") ? new NoSuchTable() : undefined

/** An embedded engine has no recovery to a point in time. */
export const notOffered = (cause: unknown): NotOffered | undefined =>
  named(cause, "UnknownOperationException") ? new NotOffered() : undefined

/** What DynamoDB says of the table; none: there is none. */
export const tableNamed = (client: Dynamo["Service"], TableName: string) =>
  awsCall(
    "storage",
    "DescribeTable.table",
    (options) => client.send(DescribeTable({ TableName }), options),
    noSuchTable
  ).pipe(
    Effect.map(({ Table }) => Option.fromUndefinedOr(Table)),
    Effect.catchTag("NoSuchTable", () => Effect.succeedNone)
  )

/** How the table is made; none: there is none. */
export const shapeOf = Effect.fn("DescribeTable.shapeOf")(function* (client: Dynamo["Service"], TableName: string) {
  const table = yield* tableNamed(client, TableName)
  if (Option.isNone(table)) return Option.none()
  const { TimeToLiveDescription } = yield* awsCall("storage", "DescribeTable.timeToLive", (options) =>
    client.send(DescribeTimeToLive({ TableName }), options)
  )
  const backups = yield* awsCall(
    "storage",
    "DescribeTable.backups",
    (options) => client.send(DescribeContinuousBackups({ TableName }), options),
    notOffered
  ).pipe(
    Effect.map((answer) => answer.ContinuousBackupsDescription),
    Effect.catchTag("NotOffered", () => Effect.succeed(undefined))
  )
  return Option.some(foundShape(table.value, TimeToLiveDescription, backups))
})
