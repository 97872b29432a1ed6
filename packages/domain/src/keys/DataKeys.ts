import { Context, type Effect, type Redacted, Schema } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"

/** A data key under the master key, base64: safe to store beside the data it protects. */
export const WrappedKey = Schema.String.check(Schema.isNonEmpty()).pipe(Schema.brand("WrappedKey"))
export type WrappedKey = typeof WrappedKey.Type

/** A 256-bit key of one user, in the clear and wrapped. */
export interface DataKey {
  readonly plaintext: Redacted.Redacted<Uint8Array>
  readonly wrapped: WrappedKey
}

/**
 * Port: one data key per user under one master key. Wrapping is bound to the user id, so unwrapping for another user is
 * a defect. Its laws are `testing/DataKeysLaws.ts`.
 */
export class DataKeys extends Context.Service<
  DataKeys,
  {
    generate(userId: UserId): Effect.Effect<DataKey, Unavailable>
    unwrap(userId: UserId, wrapped: WrappedKey): Effect.Effect<Redacted.Redacted<Uint8Array>, Unavailable>
  }
>()("@serenya/domain/keys/DataKeys") {}
