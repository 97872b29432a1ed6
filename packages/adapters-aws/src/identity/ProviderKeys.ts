import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Clock, Duration, Effect, Option, Semaphore } from "effect"
import * as JwkSet from "./JwkSet.ts"
import type { JwksSource } from "./JwksSource.ts"

const defaultFreshness = Duration.toMillis("1 hour")
const minFreshness = Duration.toMillis("5 minutes")
const maxFreshness = Duration.toMillis("24 hours")
/** How long held keys serve on while the provider cannot be reached. */
const staleIfError = Duration.toMillis("24 hours")
/** An attacker chooses the key ids that we look for: the provider is asked no more often than this. */
const cooldown = Duration.toMillis("30 seconds")
const cooldownWithoutKeys = Duration.toMillis("1 second")

interface Held {
  readonly keys: ReadonlyMap<string, JwkSet.ProviderKey>
  readonly freshUntil: number
}

interface Attempt {
  readonly at: number
  readonly failure: Option.Option<Unavailable>
}

const unusable = () =>
  new Unavailable({
    resource: "identity_provider",
    operation: "JwkSet.parse",
    retryable: false,
    cause: new Error("The provider's JWKS holds no key that we can use")
  })

/** One provider's keys as they were last read. A key id that nobody can vouch for now is unavailable, not unknown. */
export const make = (source: JwksSource["Service"], url: URL) => {
  const lock = Semaphore.makeUnsafe(1)
  let held: Held = { keys: new Map(), freshUntil: Number.NEGATIVE_INFINITY }
  let last: Attempt = { at: Number.NEGATIVE_INFINITY, failure: Option.none() }

  const refresh = Effect.gen(function* () {
    const { body, maxAge } = yield* source.fetch(url)
    const keys = yield* JwkSet.parse(body)
    if (keys.size === 0) return yield* unusable()
    const freshness = Option.match(maxAge, { onNone: () => defaultFreshness, onSome: (seconds) => seconds * 1000 })
    const now = yield* Clock.currentTimeMillis
    held = { keys, freshUntil: now + Math.min(Math.max(freshness, minFreshness), maxFreshness) }
  })

  const attempt = Effect.gen(function* () {
    const outcome = yield* Effect.result(refresh)
    const failure = outcome._tag === "Failure" ? Option.some(outcome.failure) : Option.none()
    last = { at: yield* Clock.currentTimeMillis, failure }
  })

  const keyUntil = (kid: string, end: number, now: number) =>
    now < end ? Option.fromUndefinedOr(held.keys.get(kid)) : Option.none()

  const ask = Effect.fnUntraced(function* (kid: string) {
    const now = yield* Clock.currentTimeMillis
    const known = keyUntil(kid, held.freshUntil, now)
    if (Option.isSome(known)) return known
    if (now - last.at >= (held.keys.size > 0 ? cooldown : cooldownWithoutKeys)) yield* attempt
    const key = keyUntil(kid, held.freshUntil + staleIfError, yield* Clock.currentTimeMillis)
    if (Option.isNone(key) && Option.isSome(last.failure)) return yield* last.failure.value
    return key
  }, lock.withPermit)

  const find = Effect.fn("ProviderKeys.find")(function* (kid: string) {
    const known = keyUntil(kid, held.freshUntil, yield* Clock.currentTimeMillis)
    return Option.isSome(known) ? known : yield* ask(kid)
  })

  return { find }
}
