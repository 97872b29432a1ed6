import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import { LineTaken, NotificationKnown } from "@serenya/domain/subscriptions/PurchaseErrors"
import type { LedgerEntry } from "@serenya/domain/subscriptions/SubscriptionLedger"
import type { ConcurrentUpdate } from "@serenya/domain/users/UserErrors"
import { Effect, Equal, Option } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import type { ConditionsFailed } from "../dynamo/Transaction.ts"
import { judge, putNext } from "../users/NextProfile.ts"
import * as DiaryItem from "./DiaryItem.ts"
import { owner, ownerIn, receipt } from "./LedgerGuards.ts"
import { diaryKey } from "./LedgerKeys.ts"
import * as PaymentItem from "./PaymentItem.ts"
import * as PurchaseItem from "./PurchaseItem.ts"

/** One step as a transaction, and what a failed condition in it means. */
export interface LedgerWrite {
  readonly actions: Array<TransactWriteItem>
  /** What is refused. Otherwise the payments that are not recorded yet; none: all was written, by this very step. */
  judge(
    failed: ConditionsFailed
  ): Effect.Effect<Option.Option<ReadonlyArray<Payment>>, ConcurrentUpdate | NotificationKnown | LineTaken>
}

/** Only where nothing stands yet. */
export const putNew = (TableName: string, item: Item) =>
  ({
    TableName,
    Item: item,
    ConditionExpression: "attribute_not_exists(PK)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD"
  }) satisfies TransactWriteItem["Put"]

/** The profile first, then what may refuse, then the rows that only follow, then each payment's guard and row. */
export const ledgerWrite = (TableName: string, entry: LedgerEntry, profile: Item): LedgerWrite => {
  const { before, held, payments, user } = entry
  const receipts = Option.toArray(entry.receipt).map((heard) => ({ Put: putNew(TableName, receipt(heard)) }))
  const known = Option.flatMap(before, (held) => DiaryItem.appointmentOf(user.id, held))
  const next = DiaryItem.appointmentOf(user.id, held)
  const stale = Option.filter(known, (appointment) => !Option.exists(next, (other) => Equal.equals(other, appointment)))

  const heads: ReadonlyArray<TransactWriteItem> = [
    { Put: putNext(TableName, profile, user) },
    ...receipts,
    {
      Put: {
        TableName,
        Item: owner(user.id, held.purchase),
        ConditionExpression: "attribute_not_exists(PK) OR user_id = :me",
        ExpressionAttributeValues: marshal({ ":me": user.id }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD"
      }
    },
    { Put: { TableName, Item: PurchaseItem.encode(user.id, held) } },
    ...Option.toArray(stale).map((appointment) => ({ Delete: { TableName, Key: diaryKey(appointment) } })),
    ...Option.toArray(next).map((appointment) => ({ Put: { TableName, Item: DiaryItem.encode(appointment) } }))
  ]

  return {
    actions: [
      ...heads,
      ...payments.flatMap((payment) => [
        { Put: putNew(TableName, PaymentItem.guard(user.id, payment)) },
        { Put: { TableName, Item: PaymentItem.encode(user.id, payment) } }
      ])
    ],
    judge: Effect.fnUntraced(function* ({ against, reasons }: ConditionsFailed) {
      const failed = (index: number) => reasons[index] === "ConditionalCheckFailed"
      if (failed(0)) {
        yield* judge(profile, against[0] ?? Option.none())
        return Option.none<ReadonlyArray<Payment>>()
      }
      if (receipts.length > 0 && failed(1)) return yield* new NotificationKnown()
      if (Option.isSome(Option.flatMap(against[receipts.length + 1] ?? Option.none(), ownerIn)))
        return yield* new LineTaken()
      return Option.some(payments.filter((_, i) => !failed(heads.length + 2 * i)))
    })
  }
}
