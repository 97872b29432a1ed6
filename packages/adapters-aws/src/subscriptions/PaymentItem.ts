import { Payment } from "@serenya/domain/subscriptions/Payment"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema, Struct } from "effect"
import { type Item, marshal, plainOf, unmarshal } from "../dynamo/AttributeValue.ts"
import { paymentKey, transactionKey } from "./LedgerKeys.ts"

const PaymentItem = Schema.Struct({
  entity_type: Schema.Literal("PAYMENT"),
  schema_version: Schema.Literal(1),
  ...Payment.fields,
  processedAt: Schema.DateTimeUtcFromMillis
}).pipe(
  Schema.encodeKeys({
    subscriptionId: "subscription_id",
    amountMinor: "amount_minor",
    transactionId: "transaction_id",
    processedAt: "processed_at"
  })
)

const decodeItem = Schema.decodeUnknownEffect(PaymentItem)
const decodeImageItem = Schema.decodeUnknownOption(PaymentItem)
const encodeItem = Schema.encodeSync(PaymentItem)

export const encode = (userId: UserId, payment: Payment): Item => ({
  ...paymentKey(userId, payment),
  ...marshal(encodeItem({ entity_type: "PAYMENT", schema_version: 1, ...payment }))
})

const toPayment = (decoded: typeof PaymentItem.Type): Payment => Struct.omit(decoded, ["entity_type", "schema_version"])

/** A payment row as the table's stream has it; none where it is no such row. */
export const decodeImage = (item: Item): Option.Option<Payment> =>
  plainOf(item).pipe(Option.flatMap(decodeImageItem), Option.map(toPayment))

export const decode = (item: Item): Effect.Effect<Payment> =>
  decodeItem(unmarshal(item)).pipe(
    Effect.map(toPayment),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`A payment row does not fit its schema: ${message}`))
    )
  )

/** What stands there so that the payment is recorded once. */
export const guard = (userId: UserId, payment: Payment): Item => ({
  ...transactionKey(payment),
  ...marshal({ entity_type: "PAYMENT_GUARD", schema_version: 1, user_id: userId, payment_id: payment.id })
})
