import { isOfStore, lineOf, StoreLine } from "@serenya/domain/subscriptions/Purchase"
import type { Appointment, HeldPurchase } from "@serenya/domain/subscriptions/SubscriptionLedger"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import { type Item, marshal, plainOf, unmarshal } from "../dynamo/AttributeValue.ts"
import { diaryKey } from "./LedgerKeys.ts"

const DiaryItem = Schema.Struct({
  entity_type: Schema.Literal("APPOINTMENT"),
  schema_version: Schema.Literal(1),
  provider: StoreLine.fields.provider,
  external_id: StoreLine.fields.externalId,
  user_id: UserId,
  at: Schema.DateTimeUtcFromMillis
})

const decodeItem = Schema.decodeUnknownEffect(DiaryItem)
const decodeImageItem = Schema.decodeUnknownOption(DiaryItem)
const encodeItem = Schema.encodeSync(DiaryItem)

/** When the store of this purchase is to be asked, if ever. */
export const appointmentOf = (userId: UserId, { lookAt, purchase }: HeldPurchase): Option.Option<Appointment> =>
  isOfStore(purchase) ? Option.map(lookAt, (at) => ({ at, line: lineOf(purchase), userId })) : Option.none()

export const encode = (appointment: Appointment): Item => ({
  ...diaryKey(appointment),
  ...marshal(
    encodeItem({
      entity_type: "APPOINTMENT",
      schema_version: 1,
      provider: appointment.line.provider,
      external_id: appointment.line.externalId,
      user_id: appointment.userId,
      at: appointment.at
    })
  )
})

const toAppointment = ({
  at,
  external_id: externalId,
  provider,
  user_id: userId
}: typeof DiaryItem.Type): Appointment => ({ at, line: { provider, externalId }, userId })

/** An appointment by itself; none where the row is none. */
export const decodeImage = (item: Item): Option.Option<Appointment> =>
  plainOf(item).pipe(Option.flatMap(decodeImageItem), Option.map(toAppointment))

export const decode = (item: Item): Effect.Effect<Appointment> =>
  decodeItem(unmarshal(item)).pipe(
    Effect.map(toAppointment),
    Effect.catchTag("SchemaError", ({ message }) =>
      Effect.die(new Error(`An appointment does not fit its schema: ${message}`))
    )
  )
