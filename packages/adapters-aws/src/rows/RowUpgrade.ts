import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb"
import { UserId } from "@serenya/domain/users/UserId"
import { Data, Effect, Equal, Option, Schema } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Item } from "../dynamo/AttributeValue.ts"
import { PutItem } from "../dynamo/DynamoCommands.ts"
import type { NamedTable } from "../dynamo/NamedTable.ts"
import * as DiaryItem from "../subscriptions/DiaryItem.ts"
import * as PaymentItem from "../subscriptions/PaymentItem.ts"
import * as PurchaseItem from "../subscriptions/PurchaseItem.ts"
import * as DataKeyItem from "../users/DataKeyItem.ts"
import * as ProfileItem from "../users/ProfileItem.ts"
import { ownerOf } from "./ImportUnit.ts"

/** Of a row: as its store would write it today, rewritten so, or nothing that its store could read. */
export type Upgraded = "current" | "upgraded" | "unreadable"

const decodeUserId = Schema.decodeUnknownOption(UserId)

/** Kinds that never changed, or are gone before they would have to. */
const asTheyAre = new Set([
  "DATA_KEY",
  "IDENTITY_GUARD",
  "EMAIL_GUARD",
  "PAYMENT_GUARD",
  "PURCHASE_OWNER",
  "NOTIFICATION",
  "IDEMPOTENCY"
])

/** The row as its store writes it after reading it; none: it cannot be read. */
const rewritten = (row: Item): Effect.Effect<Option.Option<Item>> => {
  const kind = row["entity_type"]?.S ?? ""
  const owner = decodeUserId(ownerOf(row))
  switch (kind) {
    case "USER_PROFILE":
      return Effect.transposeOption(
        Option.map(ProfileItem.decodeImage(row), (user) =>
          Effect.map(ProfileItem.encode(user), (item) => DataKeyItem.apart(item).profile)
        )
      )
    case "PAYMENT":
      return Effect.succeed(Option.zipWith(owner, PaymentItem.decodeImage(row), PaymentItem.encode))
    case "PURCHASE":
      return Effect.succeed(Option.zipWith(owner, PurchaseItem.decodeImage(row), PurchaseItem.encode))
    case "APPOINTMENT":
      return Effect.succeed(Option.map(DiaryItem.decodeImage(row), DiaryItem.encode))
    default:
      return Effect.succeed(asTheyAre.has(kind) ? Option.some(row) : Option.none())
  }
}

/** What a store would leave out it does not know: better not to read such a row than to lose a part of it. */
const keepsAll = (row: Item, next: Item): boolean => Object.keys(row).every((name) => name in next)

const unchanged = (row: Item) => {
  const attributes = Object.entries(row)
  return {
    ConditionExpression: attributes.map((_, i) => `#n${i} = :v${i}`).join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], i) => [`#n${i}`, name])),
    ExpressionAttributeValues: Object.fromEntries(attributes.map(([, value], i) => [`:v${i}`, value]))
  }
}

class Moved extends Data.TaggedError("Moved") {}

const moved = (cause: unknown) => (cause instanceof ConditionalCheckFailedException ? new Moved() : undefined)

/**
 * Brings a row of an older version to what its store writes today, by the store's own reading and writing, if it is still as
 * it was read; the version of a profile stays. Whoever wrote in between wrote it as it is written today.
 */
export const upgradeIn = ({ client, name: TableName }: NamedTable["Service"], isDryRun: boolean) =>
  Effect.fnUntraced(function* (row: Item) {
    const next = yield* rewritten(row)
    if (Option.isNone(next) || !keepsAll(row, next.value)) return "unreadable" satisfies Upgraded
    if (Equal.equals(next.value, row)) return "current" satisfies Upgraded
    const command = PutItem({ TableName, Item: next.value, ...unchanged(row) })
    if (isDryRun) return "upgraded" satisfies Upgraded
    return yield* awsCall("storage", "RowUpgrade.write", (options) => client.send(command, options), moved).pipe(
      Effect.as("upgraded" satisfies Upgraded),
      Effect.catchTag("Moved", () => Effect.succeed("current" satisfies Upgraded))
    )
  })
