import { Effect, Layer, type Redacted } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import type { UserId } from "../users/UserId.ts"
import { DataKeys, WrappedKey } from "./DataKeys.ts"
import { memoryKey } from "./MemoryKey.ts"

/** Keeps every key it made; what it calls wrapped is the key's number. */
export const layer = Layer.sync(DataKeys, () => {
  const kept = new Map<WrappedKey, { readonly userId: UserId; readonly plaintext: Redacted.Redacted<Uint8Array> }>()

  return DataKeys.of({
    generate: (userId) =>
      interleaved(() =>
        Effect.map(memoryKey, (plaintext) => {
          const wrapped = WrappedKey.make(`key${(kept.size + 1).toString().padStart(13, "0")}`)
          kept.set(wrapped, { userId, plaintext })
          return { plaintext, wrapped }
        })
      ),

    unwrap: (userId, wrapped) =>
      interleaved(() => {
        const key = kept.get(wrapped)
        return key?.userId === userId
          ? Effect.succeed(key.plaintext)
          : Effect.die(new Error("The wrapped key was not made for this user"))
      })
  })
})
