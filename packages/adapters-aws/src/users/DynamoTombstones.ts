import { Tombstones } from "@serenya/domain/users/Tombstones"
import { Config, Effect, Layer, Option, Stream } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import { Query } from "../dynamo/DynamoCommands.ts"
import { TombstoneIndex, UserTable } from "../resources/UserTable.ts"
import * as RegisteredItem from "./RegisteredItem.ts"
import { tombstonePartition } from "./UserKeys.ts"

/** One partition of an index, page after page: a profile is filed there by the very write that marks it. */
export const layer = Layer.effect(
  Tombstones,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)

    const page = (after: Option.Option<Item>) => {
      const command = Query({
        TableName,
        IndexName: TombstoneIndex.name,
        KeyConditionExpression: `${TombstoneIndex.partitionKey} = :tombstone`,
        ExpressionAttributeValues: marshal({ ":tombstone": tombstonePartition }),
        ProjectionExpression: RegisteredItem.projection,
        ...(Option.isSome(after) && { ExclusiveStartKey: after.value })
      })
      return awsCall("storage", "DynamoTombstones.standing", (options) => client.send(command, options))
    }

    return Tombstones.of({
      standing: Stream.paginate(Option.none<Item>(), (after) =>
        Effect.gen(function* () {
          const { Items = [], LastEvaluatedKey } = yield* page(after)
          const people = yield* Effect.forEach(Items, RegisteredItem.decode)
          return [people, Option.map(Option.fromUndefinedOr(LastEvaluatedKey), Option.some)] as const
        })
      )
    })
  })
)
