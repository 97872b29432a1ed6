import type { RestoreWindow } from "@serenya/adapters-aws/dynamo/RestoreTable"
import { DateTime, Result } from "effect"

const moment = (at: DateTime.Utc) => DateTime.formatIso(at)

/** The moment that was asked for, where the table can be had as of it; or what to ask for instead. */
export const momentIn = (
  { earliest, latest }: RestoreWindow,
  asked: DateTime.Utc
): Result.Result<DateTime.Utc, string> =>
  DateTime.isGreaterThanOrEqualTo(asked, earliest) && DateTime.isLessThanOrEqualTo(asked, latest)
    ? Result.succeed(asked)
    : Result.fail(`Name a moment from ${moment(earliest)} to ${moment(latest)} with --at.`)

/** DynamoDB restores to the second. */
export const toSecond = (at: DateTime.Utc): DateTime.Utc =>
  DateTime.makeUnsafe(Math.floor(at.epochMilliseconds / 1000) * 1000)

/** `serenya-prod-20260301t093000z`: the name says of which moment the copy is, so that a second run finds what the first began. */
export const targetOf = (source: string, at: DateTime.Utc): string =>
  `${source}-${moment(at)
    .replace(/\.\d+Z$/, "z")
    .replaceAll(/[-:]/g, "")
    .toLowerCase()}`

/** A window to the second: what lies in it can be asked for. */
export const whole = ({ earliest, latest }: RestoreWindow): RestoreWindow => ({
  earliest: toSecond(earliest),
  latest: toSecond(latest)
})
