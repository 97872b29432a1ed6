import { StoreLine } from "@serenya/domain/subscriptions/Purchase"
import { StoreNotification } from "@serenya/domain/subscriptions/StoreNotification"
import { Option, Result, Schema, Struct } from "effect"

/** A DeveloperNotification: at most one of the four is there, none in a message of a kind to come. */
const DeveloperNotification = Schema.Struct({
  packageName: Schema.String,
  subscriptionNotification: Schema.optionalKey(
    Schema.Struct({ notificationType: Schema.Int, purchaseToken: Schema.String })
  ),
  /** `productType` 1 is a subscription. */
  voidedPurchaseNotification: Schema.optionalKey(
    Schema.Struct({ purchaseToken: Schema.String, productType: Schema.Int })
  ),
  oneTimeProductNotification: Schema.optionalKey(Schema.Struct({ notificationType: Schema.Int })),
  testNotification: Schema.optionalKey(Schema.Unknown)
})
type DeveloperNotification = typeof DeveloperNotification.Type

/** The body of a Pub/Sub push. Pub/Sub repeats `messageId` with every delivery of one message. */
const Push = Schema.fromJsonString(
  Schema.Struct({
    message: Schema.Struct({
      messageId: Schema.String,
      data: Schema.StringFromBase64.pipe(Schema.decodeTo(Schema.fromJsonString(DeveloperNotification)))
    })
  })
)

/** Google's own names, by number; https://developer.android.com/google/play/billing/rtdn-reference */
const types: ReadonlyMap<number, string> = new Map([
  [1, "RECOVERED"],
  [2, "RENEWED"],
  [3, "CANCELED"],
  [4, "PURCHASED"],
  [5, "ON_HOLD"],
  [6, "IN_GRACE_PERIOD"],
  [7, "RESTARTED"],
  [8, "PRICE_CHANGE_CONFIRMED"],
  [9, "DEFERRED"],
  [10, "PAUSED"],
  [11, "PAUSE_SCHEDULE_CHANGED"],
  [12, "REVOKED"],
  [13, "EXPIRED"],
  [17, "ITEMS_CHANGED"],
  [18, "CANCELLATION_SCHEDULED"],
  [19, "PRICE_CHANGE_UPDATED"],
  [20, "PENDING_PURCHASE_CANCELED"],
  [22, "PRICE_STEP_UP_CONSENT_UPDATED"]
])

interface Told {
  readonly type: string
  readonly purchaseToken?: string
}

const toldBy = (notification: DeveloperNotification): Told => {
  const { oneTimeProductNotification, subscriptionNotification, testNotification, voidedPurchaseNotification } =
    notification
  if (subscriptionNotification !== undefined) {
    const { notificationType, purchaseToken } = subscriptionNotification
    return { type: `SUBSCRIPTION_${types.get(notificationType) ?? notificationType}`, purchaseToken }
  }
  if (voidedPurchaseNotification !== undefined) {
    const { productType, purchaseToken } = voidedPurchaseNotification
    return { type: "VOIDED_PURCHASE", ...(productType === 1 && { purchaseToken }) }
  }
  if (oneTimeProductNotification !== undefined)
    return { type: `ONE_TIME_PRODUCT_${oneTimeProductNotification.notificationType}` }
  return { type: testNotification === undefined ? "UNKNOWN" : "TEST" }
}

const decode = Schema.decodeUnknownOption(Push)
const decodeNotification = Schema.decodeUnknownOption(
  Schema.Struct(Struct.pick(StoreNotification.fields, ["id", "type"]))
)
const decodeLine = Schema.decodeUnknownOption(StoreLine)

/** What a push tells; of a purchase it names no more than the line. */
export const read = (
  body: string,
  packageName: string
): Result.Result<StoreNotification, "malformed" | "wrong_app"> => {
  const push = decode(body)
  if (Option.isNone(push)) return Result.fail("malformed")
  const { data, messageId } = push.value.message
  if (data.packageName !== packageName) return Result.fail("wrong_app")
  const { purchaseToken, type } = toldBy(data)
  const line =
    purchaseToken === undefined ? Option.none() : decodeLine({ provider: "google", externalId: purchaseToken })
  return decodeNotification({ id: messageId, type }).pipe(
    Option.map((named) => new StoreNotification({ provider: "google", ...named, line, statement: Option.none() })),
    Result.fromOption(() => "malformed" as const)
  )
}
