import { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import { Effect } from "effect"

/** A key for one request: whoever gets no answer asks again with the same one. */
export const newKey = Effect.sync(() => ({ "idempotency-key": IdempotencyKey.make(crypto.randomUUID()) }))
