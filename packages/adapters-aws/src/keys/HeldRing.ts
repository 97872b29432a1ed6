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

interface Attempt {
  readonly at: number
  readonly failure: Option.Option<Unavailable>
}

/**
 * One ring, fetched when it is needed and held. Callers who miss at once share one fetch. While the source is out of
 * reach a held ring goes on serving, however old: keys that worked a minute ago are better than no service. Only who asks
 * for a fresh one is told of the outage.
 */
export const make = Effect.fnUntraced(function* (fetch: Effect.Effect<KeyRing, Unavailable>) {
  const turn = yield* Semaphore.make(1)
  let held = Option.none<Held>()
  let last: Attempt = { at: Number.NEGATIVE_INFINITY, failure: Option.none() }

  const hold = (ring: KeyRing) =>
    Effect.map(Clock.currentTimeMillis, (at) => {
      held = Option.some({ ring, fetchedAt: at })
      last = { at, failure: Option.none() }
      return ring
    })

  const isYoung =
    (now: number) =>
    ({ fetchedAt }: Held) =>
      now - fetchedAt < Duration.toMillis(maxAge)

  const ask = (at: number) =>
    Effect.suspend(() => fetch).pipe(
      Effect.flatMap(hold),
      Effect.catchTag("Unavailable", (unavailable) =>
        Effect.sync(() => void (last = { at, failure: Option.some(unavailable) }))
      )
    )

  const get = Effect.fnUntraced(function* (fresh: boolean) {
    const now = yield* Clock.currentTimeMillis
    const mayAsk = Option.isNone(held) || now - last.at >= Duration.toMillis(minInterval)
    if (mayAsk && (fresh || !Option.exists(held, isYoung(now)))) yield* ask(now)
    if (Option.isSome(last.failure) && (fresh || Option.isNone(held))) return yield* last.failure.value
    return Option.getOrThrow(held).ring
  })

  return { get: (fresh: boolean) => turn.withPermit(get(fresh)), hold }
})
