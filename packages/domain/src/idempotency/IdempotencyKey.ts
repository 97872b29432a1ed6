import { Schema } from "effect"

/** What an app calls one request by, however often it sends it (draft-ietf-httpapi-idempotency-key-header). Opaque to us. */
export const IdempotencyKey = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]{1,255}$/, { expected: "1 to 255 visible ASCII characters" })
).pipe(Schema.brand("IdempotencyKey"))
export type IdempotencyKey = typeof IdempotencyKey.Type
