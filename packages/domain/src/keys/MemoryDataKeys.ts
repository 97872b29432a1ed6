import { Context, Effect, Layer, type Redacted } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import type { UserId } from "../users/UserId.ts"
import { DataKeys, WrappedKey } from "./DataKeys.ts"
import { KeyRewrapper } from "./KeyRewrapper.ts"
import { memoryKey } from "./MemoryKey.ts"

/** Keeps every key it made; what it calls wrapped is a number. */
export const layer = Layer.syncContext(() => {
  const kept = new Map<WrappedKey, { readonly userId: UserId; readonly plaintext: Redacted.Redacted<Uint8Array> }>()

  const keep = (userId: UserId, plaintext: Redacted.Redacted<Uint8Array>) => {
    const wrapped = WrappedKey.make(`key${(kept.size + 1).toString().padStart(13, "0")}`)
    kept.set(wrapped, { userId, plaintext })
    return { plaintext, wrapped }
  }

  const unwrap = (userId: UserId, wrapped: WrappedKey) => {
    const key = kept.get(wrapped)
    return key?.userId === userId
      ? Effect.succeed(key.plaintext)
      : Effect.die(new Error("The wrapped key was not made for this user"))
  }

  const keys = DataKeys.of({
    generate: (userId) => interleaved(() => Effect.map(memoryKey, (plaintext) => keep(userId, plaintext))),
    unwrap: (userId, wrapped) => interleaved(() => unwrap(userId, wrapped))
  })

  const rewrapper = KeyRewrapper.of({
    rewrap: (userId, wrapped) =>
      interleaved(() => Effect.map(unwrap(userId, wrapped), (plaintext) => keep(userId, plaintext).wrapped))
  })

  return Context.make(DataKeys, keys).pipe(Context.add(KeyRewrapper, rewrapper))
})
