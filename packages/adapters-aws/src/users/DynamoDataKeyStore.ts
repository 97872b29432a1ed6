import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb"
import { DataKeyStore, type Renewal, type Rewrapping } from "@serenya/domain/keys/DataKeyStore"
import { ConcurrentUpdate } from "@serenya/domain/users/UserErrors"
import { Config, Effect, Equal, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import { UpdateItem } from "../dynamo/DynamoCommands.ts"
import { type ConditionsFailed, transactOn } from "../dynamo/Transaction.ts"
import { UserTable } from "../resources/UserTable.ts"
import * as DataKeyItem from "./DataKeyItem.ts"
import { putNext } from "./NextProfile.ts"
import * as ProfileItem from "./ProfileItem.ts"
import { dataKeySort, userPartition } from "./UserKeys.ts"

const anotherKey = (cause: unknown) =>
  cause instanceof ConditionalCheckFailedException ? new ConcurrentUpdate() : undefined

/** Both items stand there already: an earlier call, its answer lost, wrote them. */
const judge =
  (...written: ReadonlyArray<Item>) =>
  ({ against }: ConditionsFailed): Effect.Effect<void, ConcurrentUpdate> =>
    written.every((item, i) => Option.exists(against[i] ?? Option.none(), (stored) => Equal.equals(stored, item)))
      ? Effect.void
      : Effect.fail(new ConcurrentUpdate())

/** `DataKeyStore` on the one table: a data key is replaced in its own item; a new one in the transaction that writes what it seals. */
export const layer = Layer.effect(
  DataKeyStore,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)
    const transact = transactOn(client)

    /** That it is `after` already is a lost answer's doing: a wrapping is never made twice. */
    const rewrap = Effect.fnUntraced(function* ({ after, before, userId }: Rewrapping) {
      const command = UpdateItem({
        TableName,
        Key: marshal({ PK: userPartition(userId), SK: dataKeySort }),
        UpdateExpression: "SET data_key = :after",
        ConditionExpression: "data_key IN (:before, :after)",
        ExpressionAttributeValues: marshal({ ":before": before, ":after": after })
      })
      yield* awsCall("storage", "DynamoDataKeyStore.rewrap", (options) => client.send(command, options), anotherKey)
    })

    const renew = Effect.fnUntraced(function* ({ before, user }: Renewal) {
      const { dataKey, profile } = DataKeyItem.apart(yield* ProfileItem.encode(user))
      const puts = [
        { Put: putNext(TableName, profile, user) },
        {
          Put: {
            TableName,
            Item: dataKey,
            ConditionExpression: "data_key = :before",
            ExpressionAttributeValues: marshal({ ":before": before }),
            ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const
          }
        }
      ]
      yield* Effect.catchTag(transact("DynamoDataKeyStore.renew", puts), "ConditionsFailed", judge(profile, dataKey))
    })

    return DataKeyStore.of({ rewrap, renew })
  })
)
