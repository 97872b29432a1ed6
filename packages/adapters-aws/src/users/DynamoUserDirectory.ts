import { UserDirectory } from "@serenya/domain/users/UserDirectory"
import { Config, Effect, Layer, Option, Stream } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import * as TableScan from "../dynamo/TableScan.ts"
import { UserTable } from "../resources/UserTable.ts"
import * as RegisteredItem from "./RegisteredItem.ts"
import { profileSort, userPartition } from "./UserKeys.ts"

/** Walks the whole table, page after page: for operators' commands. No function is granted a scan. */
export const layer = Layer.effect(
  UserDirectory,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)
    const profiles = {
      TableName,
      FilterExpression: "SK = :profile",
      ExpressionAttributeValues: marshal({ ":profile": profileSort }),
      ProjectionExpression: RegisteredItem.projection
    }

    const from = (after: Option.Option<Item>) =>
      TableScan.pages(client, profiles, TableScan.whole, after).pipe(
        Stream.mapEffect(({ items }) => Effect.forEach(items, RegisteredItem.decode)),
        Stream.flattenIterable
      )

    return UserDirectory.of({
      registered: from(Option.none()),
      registeredAfter: (id) => from(Option.some(marshal({ PK: userPartition(id), SK: profileSort })))
    })
  })
)
