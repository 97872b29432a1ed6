import { Flag } from "effect/cli"

/** DynamoDB's bound is a million; a file of each is open at once. */
const most = 64

/** Into how many parts a table is cut that are read side by side. */
export const segments = Flag.Int("segments").pipe(
  Flag.withMetavar("N"),
  Flag.withDescription(`How many parts of the table are read side by side: 1 to ${most}`),
  Flag.filter(
    (value) => value >= 1 && value <= most,
    () => `a number from 1 to ${most}`
  ),
  Flag.withDefault(4)
)

/** A change of many rows leaves the service its share of the table. */
export const perSecond = Flag.Int("per-second").pipe(
  Flag.withMetavar("N"),
  Flag.withDescription("How many are done in a second at most; without it, as fast as it goes"),
  Flag.filter(
    (value) => value >= 1,
    () => "a number above 0"
  ),
  Flag.optional
)
