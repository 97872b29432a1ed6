import type { TableDescription } from "@aws-sdk/client-dynamodb"
import { Data, DateTime, Effect, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { noSuchTable, tableNamed } from "./DescribeTable.ts"
import type { Dynamo } from "./Dynamo.ts"
import { DescribeContinuousBackups, RestoreTableToPointInTime } from "./DynamoCommands.ts"

type Client = Dynamo["Service"]

/** From when until when a table can be had back; `latest` is about five minutes ago. */
export interface RestoreWindow {
  readonly earliest: DateTime.Utc
  readonly latest: DateTime.Utc
}

/** A table of that name stands there and is no copy of this one. */
export class NameTaken extends Data.TaggedError("NameTaken")<{ readonly table: string }> {
  override get message() {
    return `${this.table} is another table already`
  }
}

/** The table cannot be had as of that moment, or it never had point-in-time recovery. */
export class NotRestorable extends Data.TaggedError("NotRestorable")<{ readonly table: string }> {
  override get message() {
    return `${this.table} cannot be had as of that moment`
  }
}

/** When the table can be had as it was; none: it has no point-in-time recovery, or there is no such table. */
export const windowOf = Effect.fn("RestoreTable.windowOf")(function* (client: Client, TableName: string) {
  const { ContinuousBackupsDescription: backups } = yield* awsCall(
    "storage",
    "RestoreTable.windowOf",
    (options) => client.send(DescribeContinuousBackups({ TableName }), options),
    noSuchTable
  ).pipe(Effect.catchTag("NoSuchTable", () => Effect.succeed({ ContinuousBackupsDescription: undefined })))
  const { EarliestRestorableDateTime: earliest, LatestRestorableDateTime: latest } =
    backups?.PointInTimeRecoveryDescription ?? {}
  if (earliest === undefined || latest === undefined) return Option.none<RestoreWindow>()
  return Option.some<RestoreWindow>({
    earliest: DateTime.fromDateUnsafe(earliest),
    latest: DateTime.fromDateUnsafe(latest)
  })
})

const isCopyOf = ({ RestoreSummary: copied }: TableDescription, source: string): boolean =>
  copied?.SourceTableArn?.endsWith(`:table/${source}`) === true

const refusalOf = (table: string) => (cause: unknown) => {
  if (!(cause instanceof Error)) return undefined
  // Begun by an earlier call whose answer was lost, or taken by somebody else a moment ago: a look tells.
  if (cause.name === "TableAlreadyExistsException" || cause.name === "TableInUseException")
    return new NameTaken({ table })
  const never = ["InvalidRestoreTimeException", "PointInTimeRecoveryUnavailableException", "TableNotFoundException"]
  return never.includes(cause.name) ? new NotRestorable({ table }) : undefined
}

export interface Restoring {
  readonly source: string
  readonly target: string
  readonly at: DateTime.Utc
}

/** The target, where it is a copy of the source. */
const copyIn = Effect.fnUntraced(function* (client: Client, { source, target }: Restoring) {
  const found = yield* tableNamed(client, target)
  if (Option.exists(found, (table) => !isCopyOf(table, source))) return yield* new NameTaken({ table: target })
  return found
})

/** Has AWS copy the table as it was. Whoever calls again finds the copy that was begun: its name says of which moment it is. */
export const begin = Effect.fn("RestoreTable.begin")(function* (client: Client, restoring: Restoring) {
  const { at, source, target } = restoring
  if (Option.isSome(yield* copyIn(client, restoring))) return
  const command = RestoreTableToPointInTime({
    SourceTableName: source,
    TargetTableName: target,
    RestoreDateTime: DateTime.toDateUtc(at)
  })
  yield* awsCall("storage", "RestoreTable.begin", (options) => client.send(command, options), refusalOf(target)).pipe(
    Effect.catchTag("NameTaken", () => copyIn(client, restoring))
  )
})

/** Whether there is a copy, in whatever state. */
export const isBegun = (client: Client, restoring: Restoring) => Effect.map(copyIn(client, restoring), Option.isSome)

/** Whether the copy can be read and written. */
export const isReady = Effect.fn("RestoreTable.isReady")(function* (client: Client, restoring: Restoring) {
  const copy = yield* copyIn(client, restoring)
  return Option.exists(
    copy,
    ({ RestoreSummary, TableStatus }) => TableStatus === "ACTIVE" && RestoreSummary?.RestoreInProgress !== true
  )
})
