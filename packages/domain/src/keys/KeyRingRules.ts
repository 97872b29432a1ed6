import { DateTime, Option } from "effect"
import type { KeyRing, SecretKey } from "./SecretKeys.ts"

/** How old a ring may be that a function holds: only then does every function know a new key. */
export const spread = { minutes: 5 } as const

/** From a rotation until nothing is owed to the key before: it signs while its successor spreads, and an access token lives 15 minutes. */
export const overlap = { minutes: 20 } as const

const previousUntil = (
  ring: KeyRing,
  span: Partial<DateTime.DateTime.PartsForMath>,
  now: DateTime.Utc
): Option.Option<SecretKey> =>
  Option.filter(ring.previous, () => DateTime.isLessThan(now, DateTime.add(ring.rotatedAt, span)))

/** The key to sign with: a new one is published first and used when nobody can meet it unprepared. */
export const signing = (ring: KeyRing, now: DateTime.Utc): SecretKey =>
  Option.getOrElse(previousUntil(ring, spread, now), () => ring.current)

/** The key of this id, if what it signed is accepted now. */
export const accepting = (ring: KeyRing, id: string, now: DateTime.Utc): Option.Option<SecretKey> =>
  Option.filter(Option.some(ring.current), (key) => key.id === id).pipe(
    Option.orElse(() => Option.filter(previousUntil(ring, overlap, now), (key) => key.id === id))
  )

/** Until when the key before the current one is owed to somebody: a rotation meanwhile would sign them out. */
export const owedUntil = (ring: KeyRing, now: DateTime.Utc): Option.Option<DateTime.Utc> =>
  Option.map(previousUntil(ring, overlap, now), () => DateTime.add(ring.rotatedAt, overlap))
