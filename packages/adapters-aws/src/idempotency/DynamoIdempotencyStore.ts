import { ConditionalCheckFailedException, type PutItemCommandInput } from "@aws-sdk/client-dynamodb"
import type { Completed, IdempotencyRecord, Pending } from "@serenya/domain/idempotency/IdempotencyRecord"
import { IdempotencyStore } from "@serenya/domain/idempotency/IdempotencyStore"
import { Config, Data, DateTime, Effect, Layer } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import { DeleteItem, PutItem } from "../dynamo/DynamoCommands.ts"
import { UserTable } from "../resources/UserTable.ts"
import * as IdempotencyItem from "./IdempotencyItem.ts"

/** Another record stands in the way, or none where one was expected. */
class InTheWay extends Data.TaggedError("InTheWay")<{ readonly standing: Item }> {}

const inTheWay = (cause: unknown) =>
  cause instanceof ConditionalCheckFailedException ? new InTheWay({ standing: cause.Item ?? {} }) : undefined

/** `IdempotencyRules.yields`, for DynamoDB to hold while it writes. */
const yielding =
  "attribute_not_exists(PK) OR expires_at <= :now" +
  " OR (attribute_not_exists(sealed_answer) AND request_hash = :hash AND lease_until <= :now)"

/** `IdempotencyStore` on the one table: each call is one conditional write, which tells what stands in its way. */
export const layer = Layer.effect(
  IdempotencyStore,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)

    const put = (operation: string, input: Omit<PutItemCommandInput, "TableName">) =>
      Effect.suspend(() => {
        const command = PutItem({ ...input, TableName, ReturnValuesOnConditionCheckFailure: "ALL_OLD" })
        return awsCall("storage", operation, (options) => client.send(command, options), inTheWay)
      })

    const begin = (mine: Pending, now: DateTime.Utc) =>
      put("DynamoIdempotencyStore.begin", {
        Item: IdempotencyItem.encode(mine),
        ConditionExpression: yielding,
        ExpressionAttributeValues: marshal({ ":now": DateTime.toEpochMillis(now), ":hash": mine.requestHash })
      }).pipe(
        Effect.as<IdempotencyRecord>(mine),
        Effect.catchTag("InTheWay", ({ standing }) => IdempotencyItem.decode(standing))
      )

    const complete = (record: Completed) =>
      put("DynamoIdempotencyStore.complete", {
        Item: IdempotencyItem.encode(record),
        ConditionExpression: "call_id = :mine",
        ExpressionAttributeValues: marshal({ ":mine": record.callId })
      }).pipe(
        Effect.asVoid,
        Effect.catchTag("InTheWay", () => Effect.void)
      )

    const release = (mine: Pending) =>
      Effect.suspend(() => {
        const command = DeleteItem({
          TableName,
          Key: IdempotencyItem.keyOf(mine),
          ConditionExpression: "call_id = :mine AND attribute_not_exists(sealed_answer)",
          ExpressionAttributeValues: marshal({ ":mine": mine.callId })
        })
        return awsCall(
          "storage",
          "DynamoIdempotencyStore.release",
          (options) => client.send(command, options),
          inTheWay
        )
      }).pipe(
        Effect.asVoid,
        Effect.catchTag("InTheWay", () => Effect.void)
      )

    return IdempotencyStore.of({ begin, complete, release })
  })
)
