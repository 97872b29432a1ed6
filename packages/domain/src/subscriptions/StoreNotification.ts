import { Schema } from "effect"
import { line } from "../shared/Text.ts"
import { StoreLine, StoreProvider } from "./Purchase.ts"
import { StoreStatement } from "./StoreStatement.ts"

/** A request to our webhook, as it came. */
export const StoreMessage = Schema.TaggedUnion({
  /** App Store Server Notifications V2: the body's `signedPayload`. */
  Apple: { signedPayload: Schema.Redacted(Schema.String) },
  /** A Pub/Sub push: its body, and the OpenID Connect token that it was sent with. */
  Google: { body: Schema.String, bearer: Schema.Redacted(Schema.String) }
})
export type StoreMessage = typeof StoreMessage.Type

export const NotificationId = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]{1,200}$/, { expected: "an id of a notification" })
).pipe(Schema.brand("NotificationId"))
export type NotificationId = typeof NotificationId.Type

/**
 * Evidence that a store tells us something. `type` is the store's own word for it, known to us or not; without a `line`
 * it is about no purchase (a test). Apple's carries the statement; Google's only names the line, which is then asked for.
 */
export class StoreNotification extends Schema.Class<StoreNotification>("StoreNotification")({
  provider: StoreProvider,
  id: NotificationId,
  type: line(100),
  line: Schema.Option(StoreLine),
  statement: Schema.Option(StoreStatement)
}) {}
