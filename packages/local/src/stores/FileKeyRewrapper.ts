import { KeyRewrapper } from "@serenya/domain/keys/KeyRewrapper"
import { Effect, Layer, Redacted } from "effect"
import { wrapping } from "./FileDataKeys.ts"

/** Wraps again under the folder's master key, with another nonce. */
export const layer = Layer.effect(
  KeyRewrapper,
  Effect.map(wrapping, ({ unwrap, wrap }) =>
    KeyRewrapper.of({
      rewrap: Effect.fn("FileKeyRewrapper.rewrap")(function* (userId, wrapped) {
        return yield* wrap(userId, Uint8Array.from(Redacted.value(yield* unwrap(userId, wrapped))))
      })
    })
  )
)
