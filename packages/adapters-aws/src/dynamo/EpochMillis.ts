import { DateTime, Schema } from "effect"

/** As far from 1970 as a date can be (ECMA-262, 21.4.1.1). */
const farthest = 8.64e15

/**
 * A moment as a row says it. The row's schema only checks; whoever makes an entity of the row makes the moment too: a
 * transformation per attribute costs several times its check.
 */
export const EpochMillis = Schema.Number.check(
  Schema.makeFilter((millis: number) => Number.isInteger(millis) && Math.abs(millis) <= farthest, {
    expected: "milliseconds since 1970"
  })
)

export const toMoment = (millis: number): DateTime.Utc => DateTime.makeUnsafe(millis)

export const fromMoment = (moment: DateTime.Utc): number => moment.epochMilliseconds
