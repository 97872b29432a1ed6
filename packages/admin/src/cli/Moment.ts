import { DateTime, Duration, Option } from "effect"

/** To the second, in UTC. */
export const moment = (at: DateTime.Utc): string => `${DateTime.formatIso(at).slice(0, 19)}Z`

export const momentOr = (at: Option.Option<DateTime.Utc>, otherwise: string): string =>
  Option.match(at, { onNone: () => otherwise, onSome: moment })

/** `3 min`, `5 h`, `2 d`: how long ago, in the largest unit of which there is one. */
export const age = (since: DateTime.Utc, now: DateTime.Utc): string => {
  const seconds = Math.max(0, Duration.toSeconds(DateTime.distance(since, now)))
  if (seconds < 60) return `${Math.floor(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`
}
