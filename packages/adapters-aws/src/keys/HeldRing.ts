import type { KeyRing } from "@serenya/domain/keys/SecretKeys"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Clock, Duration, Effect, Option, Semaphore } from "effect"

/** How old a held ring may be, and how often the source is asked at most while one is held. */
export const maxAge = Duration.minutes(5)
export const minInterval = Duration.seconds(10)

interface Held {
  readonly ring: KeyRing
  readonly fetchedAt: number
}

/**
 * One ring, fetched when it is needed and held. Callers who miss at once share one fetch. While the source is out of
 * reach a held ring goes on serving, however old: keys that worked a minute ago are better than no service.
 */
export const make = Effect.fnUntraced(function* (fetch: Effect.Effect<KeyRing, Unavailable>) {
  const turn = yield* Semaphore.make(1)
  let held = Option.none<Held>()
  let askedAt = Number.NEGATIVE_INFINITY

  const hold = (ring: KeyRing) =>
    Effect.map(Clock.currentTimeMillis, (fetchedAt) => {
      held = Option.some({ ring, fetchedAt })
      askedAt = fetchedAt
      return ring
    })

  const isGood =
    (now: number, fresh: boolean) =>
    ({ fetchedAt }: Held): boolean =>
      now - askedAt < Duration.toMillis(minInterval) || (!fresh && now - fetchedAt < Duration.toMillis(maxAge))

  const ask = Effect.suspend(() => fetch).pipe(
    Effect.flatMap(hold),
    Effect.catchTag("Unavailable", (unavailable) =>
      Option.match(held, { onNone: () => Effect.fail(unavailable), onSome: ({ ring }) => Effect.succeed(ring) })
    )
  )

  const get = Effect.fnUntraced(function* (fresh: boolean) {
    const now = yield* Clock.currentTimeMillis
    const good = Option.filter(held, isGood(now, fresh))
    if (Option.isSome(good)) return good.value.ring
    askedAt = now
    return yield* ask
  })

  return { get: (fresh: boolean) => turn.withPermit(get(fresh)), hold }
})
