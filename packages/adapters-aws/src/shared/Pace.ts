import { Clock, Effect } from "effect"

/** Lets through `perSecond` of something on average; whoever takes more at once makes the next one wait. */
export const make = (perSecond: number) => {
  let free = 0
  return Effect.fnUntraced(function* (amount: number) {
    const now = yield* Clock.currentTimeMillis
    const from = Math.max(now, free)
    free = from + (amount / perSecond) * 1000
    if (from > now) yield* Effect.sleep(from - now)
  })
}
