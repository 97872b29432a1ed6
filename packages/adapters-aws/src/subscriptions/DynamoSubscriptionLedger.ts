import {
  ConditionalCheckFailedException,
  type QueryCommandInput,
  type QueryCommandOutput
} from "@aws-sdk/client-dynamodb"
import type { Payment, PaymentPosition } from "@serenya/domain/subscriptions/Payment"
import type { Line } from "@serenya/domain/subscriptions/Purchase"
import {
  type LedgerEntry,
  type NotificationReceipt,
  SubscriptionLedger
} from "@serenya/domain/subscriptions/SubscriptionLedger"
import type { UserId } from "@serenya/domain/users/UserId"
import { Array, Config, Data, type DateTime, Effect, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import { DeleteItem, GetItem, PutItem, Query } from "../dynamo/DynamoCommands.ts"
import { transactOn } from "../dynamo/Transaction.ts"
import { UserTable } from "../resources/UserTable.ts"
import { profileOf } from "../users/NextProfile.ts"
import { userPartition } from "../users/UserKeys.ts"
import * as DiaryItem from "./DiaryItem.ts"
import { paymentRows, purchaseRows } from "./LedgerErasure.ts"
import { ownerIn, receipt } from "./LedgerGuards.ts"
import {
  diaryKey,
  diaryPartition,
  diarySortAfter,
  ownerKey,
  paymentPrefix,
  paymentSort,
  purchasePrefix
} from "./LedgerKeys.ts"
import { ledgerWrite, putNew } from "./LedgerWrite.ts"
import * as PaymentItem from "./PaymentItem.ts"
import * as PurchaseItem from "./PurchaseItem.ts"

/** It stands there already. */
class Standing extends Data.TaggedError("Standing") {}

const standing = (cause: unknown) => (cause instanceof ConditionalCheckFailedException ? new Standing() : undefined)

/** As many rows as one transaction may have. */
const transactionLimit = 100

/** `SubscriptionLedger` on the one table: a step is one transaction with the profile in it; strong reads by key, no index, no scan. */
export const layer = Layer.effect(
  SubscriptionLedger,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)
    const transact = transactOn(client)

    const query = (operation: string, input: Omit<QueryCommandInput, "TableName">) =>
      awsCall("storage", operation, (options) =>
        client.send(Query({ TableName, ConsistentRead: true, ...input }), options)
      )

    /** Everything of a person whose sort key begins so, page after page. */
    const allOf = Effect.fnUntraced(function* (operation: string, userId: UserId, prefix: string) {
      const items: Array<Item> = []
      let ExclusiveStartKey: Item | undefined
      do {
        const page: QueryCommandOutput = yield* query(operation, {
          KeyConditionExpression: "PK = :user AND begins_with(SK, :prefix)",
          ExpressionAttributeValues: marshal({ ":user": userPartition(userId), ":prefix": prefix }),
          ...(ExclusiveStartKey && { ExclusiveStartKey })
        })
        items.push(...(page.Items ?? []))
        ExclusiveStartKey = page.LastEvaluatedKey
      } while (ExclusiveStartKey !== undefined)
      return items
    })

    const purchasesOf = Effect.fnUntraced(function* (userId: UserId) {
      const items = yield* allOf("DynamoSubscriptionLedger.purchasesOf", userId, purchasePrefix)
      return yield* Effect.forEach(items, PurchaseItem.decode)
    })

    const ownerOf = (line: Line) =>
      awsCall("storage", "DynamoSubscriptionLedger.ownerOf", (options) =>
        client.send(GetItem({ TableName, Key: ownerKey(line), ConsistentRead: true }), options)
      ).pipe(
        Effect.map(({ Item }) =>
          Option.map(Option.flatMap(Option.fromUndefinedOr(Item), ownerIn), ({ user_id }) => user_id)
        )
      )

    const write = Effect.fnUntraced(function* (entry: LedgerEntry, profile: Item) {
      const { actions, judge } = ledgerWrite(TableName, entry, profile)
      return yield* Effect.catchTag(
        Effect.as(transact("DynamoSubscriptionLedger.record", actions), Option.none<ReadonlyArray<Payment>>()),
        "ConditionsFailed",
        judge
      )
    })

    const record = Effect.fnUntraced(function* (entry: LedgerEntry) {
      const profile = yield* profileOf(entry.user)
      const unrecorded = yield* write(entry, profile)
      if (Option.isNone(unrecorded)) return
      const again = yield* write({ ...entry, payments: unrecorded.value }, profile)
      if (Option.isSome(again))
        return yield* Effect.die(new Error("A payment was recorded between two looks at one version"))
    })

    const keep = (heard: NotificationReceipt) =>
      awsCall(
        "storage",
        "DynamoSubscriptionLedger.keep",
        (options) => client.send(PutItem(putNew(TableName, receipt(heard))), options),
        standing
      ).pipe(
        Effect.asVoid,
        Effect.catchTag("Standing", () => Effect.void)
      )

    const payments = Effect.fnUntraced(function* (
      userId: UserId,
      limit: number,
      after: Option.Option<PaymentPosition>
    ) {
      const { Items = [] } = yield* query("DynamoSubscriptionLedger.payments", {
        KeyConditionExpression: "PK = :user AND SK BETWEEN :first AND :last",
        ExpressionAttributeValues: marshal({
          ":user": userPartition(userId),
          ":first": paymentPrefix,
          ":last": Option.match(after, { onNone: () => `${paymentPrefix}~`, onSome: paymentSort })
        }),
        ScanIndexForward: false,
        // One more tells whether there is a next page, and the position itself is in the range.
        Limit: limit + (Option.isSome(after) ? 2 : 1)
      })
      const found = yield* Effect.forEach(Items, PaymentItem.decode)
      const rest = found.filter(({ id }) => !Option.exists(after, (position) => position.id === id))
      const page = rest.slice(0, limit)
      const next = Option.filter(Array.last(page), () => rest.length > limit)
      return { payments: page, next: Option.map(next, ({ id, processedAt }) => ({ id, processedAt })) }
    })

    const due = Effect.fnUntraced(function* (now: DateTime.Utc, limit: number) {
      const { Items = [] } = yield* query("DynamoSubscriptionLedger.due", {
        KeyConditionExpression: "PK = :diary AND SK < :after",
        ExpressionAttributeValues: marshal({ ":diary": diaryPartition, ":after": diarySortAfter(now) }),
        Limit: limit
      })
      return yield* Effect.forEach(Items, DiaryItem.decode)
    })

    const strike = (appointment: Parameters<typeof diaryKey>[0]) =>
      awsCall("storage", "DynamoSubscriptionLedger.strike", (options) =>
        client.send(DeleteItem({ TableName, Key: diaryKey(appointment) }), options)
      ).pipe(Effect.asVoid)

    /** Whole groups of rows in each transaction, so that nothing is found by half of what belonged together. */
    const removed = Effect.fnUntraced(function* (groups: ReadonlyArray<ReadonlyArray<Item>>) {
      const most = Math.max(1, ...groups.map((group) => group.length))
      const batches = Array.chunksOf(groups, Math.floor(transactionLimit / most))
      for (const batch of batches) {
        const actions = batch.flat().map((Key) => ({ Delete: { TableName, Key } }))
        yield* Effect.catchTag(transact("DynamoSubscriptionLedger.erase", actions), "ConditionsFailed", Effect.die)
      }
    })

    const erase = Effect.fnUntraced(function* (userId: UserId) {
      const held = yield* purchasesOf(userId)
      const rows = yield* allOf("DynamoSubscriptionLedger.erase", userId, paymentPrefix)
      const paid = yield* Effect.forEach(rows, PaymentItem.decode)
      yield* removed([
        ...held.map((purchase) => purchaseRows(userId, purchase)),
        ...paid.map((payment) => paymentRows(userId, payment))
      ])
    })

    const remains = Effect.fnUntraced(function* (userId: UserId) {
      const looks = [purchasePrefix, paymentPrefix].map((prefix) =>
        query("DynamoSubscriptionLedger.remains", {
          KeyConditionExpression: "PK = :user AND begins_with(SK, :prefix)",
          ExpressionAttributeValues: marshal({ ":user": userPartition(userId), ":prefix": prefix }),
          Limit: 1
        })
      )
      return (yield* Effect.all(looks, { concurrency: "unbounded" })).some(({ Items = [] }) => Items.length > 0)
    })

    return SubscriptionLedger.of({ purchasesOf, ownerOf, record, keep, payments, due, strike, erase, remains })
  })
)
