import type { Payment } from "@serenya/domain/subscriptions/Payment"
import type { Line } from "@serenya/domain/subscriptions/Purchase"
import type { Appointment, NotificationReceipt } from "@serenya/domain/subscriptions/SubscriptionLedger"
import type { UserId } from "@serenya/domain/users/UserId"
import { DateTime } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { userPartition } from "../users/UserKeys.ts"

/** What the sort keys of a person's purchases and payments begin with. */
export const purchasePrefix = "PURCHASE#"
export const paymentPrefix = "PAYMENT#"

/** The one partition of all appointments, in their order. */
export const diaryPartition = "DIARY"

export const purchaseKey = (userId: UserId, { externalId, provider }: Line): Item =>
  marshal({ PK: userPartition(userId), SK: `${purchasePrefix}${provider}#${externalId}` })

/** Says whose a line is. */
export const ownerKey = ({ externalId, provider }: Line): Item =>
  marshal({ PK: `${purchasePrefix}${provider}#${externalId}`, SK: "OWNER" })

export const paymentSort = ({ id, processedAt }: Pick<Payment, "id" | "processedAt">): string =>
  `${paymentPrefix}${DateTime.formatIsoDateUtc(processedAt)}#${id}`

export const paymentKey = (userId: UserId, payment: Pick<Payment, "id" | "processedAt">): Item =>
  marshal({ PK: userPartition(userId), SK: paymentSort(payment) })

/** Makes a payment unique: one of each kind per transaction. */
export const transactionKey = ({ kind, provider, transactionId }: Payment): Item =>
  marshal({ PK: `TXN#${provider}#${transactionId}`, SK: kind.toUpperCase() })

export const receiptKey = ({ id, provider }: Pick<NotificationReceipt, "id" | "provider">): Item =>
  marshal({ PK: `NOTIFICATION#${provider}#${id}`, SK: "RECEIPT" })

/** After everything that is due until `now`. */
export const diarySortAfter = (now: DateTime.Utc): string => `${DateTime.formatIso(now)}#~`

export const diaryKey = ({ at, line: { externalId, provider } }: Omit<Appointment, "userId">): Item =>
  marshal({ PK: diaryPartition, SK: `${DateTime.formatIso(at)}#${provider}#${externalId}` })
