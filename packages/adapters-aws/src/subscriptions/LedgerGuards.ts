import type { Line } from "@serenya/domain/subscriptions/Purchase"
import type { NotificationReceipt } from "@serenya/domain/subscriptions/SubscriptionLedger"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, type Option, Schema } from "effect"
import { type Item, marshal, unmarshal } from "../dynamo/AttributeValue.ts"
import { ownerKey, receiptKey } from "./LedgerKeys.ts"

const decodeOwner = Schema.decodeUnknownOption(Schema.Struct({ user_id: UserId }))

/** Whom a row of a line, or of a transaction, belongs to. */
export const ownerIn = (item: Item): Option.Option<{ readonly user_id: UserId }> => decodeOwner(unmarshal(item))

/** Says whose a line is, so that it is one person's. */
export const owner = (userId: UserId, line: Line): Item => ({
  ...ownerKey(line),
  ...marshal({ entity_type: "PURCHASE_OWNER", schema_version: 1, user_id: userId })
})

/** How long a store may take to send a notification again, and more. */
const retention = { days: 90 } as const

/** That a notification was heard. It names nobody, and DynamoDB clears it away. */
export const receipt = (heard: NotificationReceipt): Item => ({
  ...receiptKey(heard),
  ...marshal({
    entity_type: "NOTIFICATION",
    schema_version: 1,
    type: heard.type,
    received_at: DateTime.toEpochMillis(heard.receivedAt),
    ttl: Math.ceil(DateTime.toEpochMillis(DateTime.add(heard.receivedAt, retention)) / 1000)
  })
})
