import { DataKeys, type WrappedKey } from "@serenya/domain/keys/DataKeys"
import type { UserId } from "@serenya/domain/users/UserId"
import { Cache, Effect, Exit, Layer } from "effect"

/** How long, how often and for how many users an unwrapped key may be used without asking again. */
export const limits = { timeToLive: "5 minutes", uses: 1000, capacity: 500 } as const

/**
 * Wraps the `DataKeys` below it: a key that was unwrapped is kept for a bounded time, number of uses and number of keys.
 * Concurrent misses share one call; a failure is not kept. The user is part of the cache key, as it is of the wrapping.
 */
export const layer = Layer.effect(
  DataKeys,
  Effect.gen(function* () {
    const source = yield* DataKeys
    const cache = yield* Cache.makeWith(
      ({ userId, wrapped }: { readonly userId: UserId; readonly wrapped: WrappedKey }) =>
        Effect.map(source.unwrap(userId, wrapped), (plaintext) => ({ plaintext, uses: 0 })),
      {
        capacity: limits.capacity,
        timeToLive: (exit) => (Exit.isSuccess(exit) ? limits.timeToLive : 0)
      }
    )

    const generate = Effect.fnUntraced(function* (userId: UserId) {
      const key = yield* source.generate(userId)
      yield* Cache.set(cache, { userId, wrapped: key.wrapped }, { plaintext: key.plaintext, uses: 0 })
      return key
    })

    const unwrap = Effect.fnUntraced(function* (userId: UserId, wrapped: WrappedKey) {
      const entry = yield* Cache.get(cache, { userId, wrapped })
      entry.uses += 1
      if (entry.uses >= limits.uses) yield* Cache.invalidateWhen(cache, { userId, wrapped }, (kept) => kept === entry)
      return entry.plaintext
    })

    return DataKeys.of({ generate, unwrap })
  })
)
