import type { HeldPurchase } from "@serenya/domain/subscriptions/SubscriptionLedger"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import { type Item, marshal, plainOf, unmarshal } from "../dynamo/AttributeValue.ts"
import { purchaseKey } from "./LedgerKeys.ts"
import { PurchaseAttributes } from "./PurchaseAttributes.ts"

/** A purchase in the partition of the person whose it is, and when its store is asked next. */
const PurchaseItem = Schema.Struct({
  entity_type: Schema.Literal("PURCHASE"),
  schema_version: Schema.Literal(1),
  purchase: PurchaseAttributes,
  look_at: Schema.OptionFromOptionalKey(Schema.DateTimeUtcFromMillis)
})

const decodeItem = Schema.decodeUnknownEffect(PurchaseItem)
const decodeImageItem = Schema.decodeUnknownOption(PurchaseItem)
const encodeItem = Schema.encodeSync(PurchaseItem)

export const encode = (userId: UserId, { lookAt, purchase }: HeldPurchase): Item => ({
  ...purchaseKey(userId, purchase),
  ...marshal(encodeItem({ entity_type: "PURCHASE", schema_version: 1, purchase, look_at: lookAt }))
})

/** A purchase row by itself; none where it is no such row. */
export const decodeImage = (item: Item): Option.Option<HeldPurchase> =>
  plainOf(item).pipe(
    Option.flatMap(decodeImageItem),
    Option.map(({ look_at: lookAt, purchase }) => ({ purchase, lookAt }))
  )

export const decode = (item: Item): Effect.Effect<HeldPurchase> =>
  decodeItem(unmarshal(item)).pipe(
    Effect.map(({ look_at: lookAt, purchase }) => ({ purchase, lookAt })),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`A purchase row does not fit its schema: ${message}`))
    )
  )
