import { Identity } from "@serenya/domain/identity/Identity"
import { EmailKey } from "@serenya/domain/users/EmailAddress"
import { AccountStatus } from "@serenya/domain/users/User"
import { UserDirectory } from "@serenya/domain/users/UserDirectory"
import { UserId } from "@serenya/domain/users/UserId"
import { Config, Effect, Layer, Option, Schema, Stream } from "effect"
import { type Item, marshal, unmarshal } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import * as TableScan from "../dynamo/TableScan.ts"
import { UserTable } from "../resources/UserTable.ts"
import { profileSort, userPartition } from "./UserKeys.ts"

/** As much of a profile row as says who is registered. Its data key may be gone. */
const RegisteredAttributes = Schema.Struct({
  id: UserId,
  identities: Schema.Array(Identity),
  email_hash: EmailKey,
  account_status: AccountStatus
})
const decodeAttributes = Schema.decodeUnknownEffect(RegisteredAttributes)

const decode = (item: Item) =>
  decodeAttributes(unmarshal(item)).pipe(
    Effect.map(({ account_status: status, email_hash: emailKey, id, identities }) => ({
      id,
      identities,
      emailKey,
      status
    })),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`A profile row does not fit the directory: ${message}`))
    )
  )

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
      ProjectionExpression: "id, identities, email_hash, account_status"
    }

    const from = (after: Option.Option<Item>) =>
      TableScan.pages(client, profiles, TableScan.whole, after).pipe(
        Stream.mapEffect(({ items }) => Effect.forEach(items, decode)),
        Stream.flattenIterable
      )

    return UserDirectory.of({
      registered: from(Option.none()),
      registeredAfter: (id) => from(Option.some(marshal({ PK: userPartition(id), SK: profileSort })))
    })
  })
)
