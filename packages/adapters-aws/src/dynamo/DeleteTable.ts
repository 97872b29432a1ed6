import { Data, Effect, Option, Schedule } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { noSuchTable, tableNamed } from "./DescribeTable.ts"
import type { Dynamo } from "./Dynamo.ts"
import { DeleteTable } from "./DynamoCommands.ts"

/** The table has deletion protection: whoever means it takes that away first. */
export class TableProtected extends Data.TaggedError("TableProtected")<{ readonly table: string }> {
  override get message() {
    return `${this.table} is protected against deletion`
  }
}

/** Nothing of what a table may be in the middle of lasts long. */
class TableBusy extends Data.TaggedError("TableBusy") {}

const refusalOf = (table: string) => (cause: unknown) => {
  if (!(cause instanceof Error)) return undefined
  if (cause.name === "ValidationException" && /protect/i.test(cause.message)) return new TableProtected({ table })
  return cause.name === "ResourceInUseException" ? new TableBusy() : noSuchTable(cause)
}

/** Deletes the table and waits until it is gone; gone already is fine. */
export const deleteTable = Effect.fn("DeleteTable.deleteTable")(function* (
  client: Dynamo["Service"],
  TableName: string
) {
  yield* awsCall(
    "storage",
    "DeleteTable.deleteTable",
    (options) => client.send(DeleteTable({ TableName }), options),
    refusalOf(TableName)
  ).pipe(Effect.catchTag(["NoSuchTable", "TableBusy"], () => Effect.void))
  yield* tableNamed(client, TableName).pipe(
    Effect.repeat({ schedule: Schedule.spaced("500 millis"), until: Option.isNone, times: 600 })
  )
})
