import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import { UserId } from "@serenya/domain/users/UserId"
import { Cache, Effect, Exit, Layer } from "effect"

/** How long, how often and for how many users an unwrapped key may be used without asking again. */
export const limits = { timeToLive: "5 minutes", uses: 1000, capacity: 500 } as const

/** A user id has no slash. One text, since an object would be hashed anew, all of it, for each look into the cache. */
const nameOf = (userId: UserId, wrapped: WrappedKey): string => `${userId}/${wrapped}`

const named = (name: string) => {
  const slash = name.indexOf("/")
  return { userId: UserId.make(name.slice(0, slash)), wrapped: WrappedKey.make(name.slice(slash + 1)) }
}

/**
 * Wraps the `DataKeys` below it: a key that was unwrapped is kept for a bounded time, number of uses and number of keys.
 * Concurrent misses share one call; a failure is not kept. The user is part of the cache key, as it is of the wrapping.
 */
export const layer = Layer.effect(
  DataKeys,
  Effect.gen(function* () {
    const source = yield* DataKeys
    const cache = yield* Cache.makeWith(
      (name: string) => {
        const { userId, wrapped } = named(name)
        return Effect.map(source.unwrap(userId, wrapped), (plaintext) => ({ plaintext, uses: 0 }))
      },
      {
        capacity: limits.capacity,
        timeToLive: (exit) => (Exit.isSuccess(exit) ? limits.timeToLive : 0)
      }
    )

    const generate = Effect.fnUntraced(function* (userId: UserId) {
      const key = yield* source.generate(userId)
      yield* Cache.set(cache, nameOf(userId, key.wrapped), { plaintext: key.plaintext, uses: 0 })
      return key
    })

    const unwrap = Effect.fnUntraced(function* (userId: UserId, wrapped: WrappedKey) {
      const name = nameOf(userId, wrapped)
      const entry = yield* Cache.get(cache, name)
      entry.uses += 1
      if (entry.uses >= limits.uses) yield* Cache.invalidateWhen(cache, name, (kept) => kept === entry)
      return entry.plaintext
    })

    return DataKeys.of({ generate, unwrap })
  })
)
