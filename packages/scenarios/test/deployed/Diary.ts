import { DeleteItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect } from "effect"
import { Deployed } from "./Deployed.ts"

const inTheDiary = (TableName: string, owner: UserId) =>
  new QueryCommand({
    TableName,
    KeyConditionExpression: "PK = :diary",
    FilterExpression: "user_id = :owner",
    ExpressionAttributeValues: { ":diary": { S: "DIARY" }, ":owner": { S: owner } }
  })

/** A person's appointments, as rows of the table. */
export const appointmentsOf = Effect.fnUntraced(function* (owner: UserId) {
  const { clients, deployment } = yield* Deployed
  const table = deployment.names[UserTable.env] ?? ""
  const { Items = [] } = yield* Effect.promise(() => clients.dynamo.send(inTheDiary(table, owner)))
  return Items
})

/**
 * Does what a month does: a person's appointment is due now. Another one, of which their purchase knows nothing, stands
 * beside it, as after an interrupted write.
 */
export const bringForward = Effect.fnUntraced(function* (owner: UserId) {
  const { clients, deployment } = yield* Deployed
  const TableName = deployment.names[UserTable.env] ?? ""
  const send = (command: DeleteItemCommand | PutItemCommand | UpdateItemCommand) =>
    Effect.promise(() => clients.dynamo.send(command as PutItemCommand))
  for (const row of yield* appointmentsOf(owner)) {
    const [, line = ""] = /^[^#]+#(.*)$/s.exec(row["SK"]?.S ?? "") ?? []
    const due = Date.now() - 60_000
    const at = { N: String(due) }
    const rowAt = (millis: number) => ({
      ...row,
      SK: { S: `${new Date(millis).toISOString()}#${line}` },
      at: { N: String(millis) }
    })
    yield* send(new DeleteItemCommand({ TableName, Key: { PK: { S: "DIARY" }, SK: row["SK"] ?? { S: "" } } }))
    yield* send(new PutItemCommand({ TableName, Item: rowAt(due) }))
    yield* send(new PutItemCommand({ TableName, Item: rowAt(due - 1000) }))
    yield* send(
      new UpdateItemCommand({
        TableName,
        Key: { PK: { S: `USER#${owner}` }, SK: { S: `PURCHASE#${line}` } },
        UpdateExpression: "SET look_at = :at",
        ExpressionAttributeValues: { ":at": at }
      })
    )
  }
})
