import type { Payment } from "@serenya/domain/subscriptions/Payment"
import type { HeldPurchase } from "@serenya/domain/subscriptions/SubscriptionLedger"
import type { UserId } from "@serenya/domain/users/UserId"
import { Option } from "effect"
import type { Item } from "../dynamo/AttributeValue.ts"
import * as DiaryItem from "./DiaryItem.ts"
import { diaryKey, ownerKey, paymentKey, purchaseKey, transactionKey } from "./LedgerKeys.ts"

/** The rows that go with a purchase, in one step: whose it is, when it is looked at, and itself. */
export const purchaseRows = (userId: UserId, held: HeldPurchase): ReadonlyArray<Item> => [
  ownerKey(held.purchase),
  ...Option.toArray(Option.map(DiaryItem.appointmentOf(userId, held), diaryKey)),
  purchaseKey(userId, held.purchase)
]

/** The rows that go with a payment, in one step. */
export const paymentRows = (userId: UserId, payment: Payment): ReadonlyArray<Item> => [
  transactionKey(payment),
  paymentKey(userId, payment)
]
