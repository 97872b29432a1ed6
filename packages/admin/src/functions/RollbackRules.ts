import type { Deployed, Version } from "@serenya/adapters-aws/functions/LiveVersions"
import { DateTime, Option } from "effect"

/** What becomes of one function: it answers with `to`, stays as it is, or did not exist then. */
export type Move =
  | { readonly _tag: "Moves"; readonly deployed: Deployed; readonly to: Version }
  | { readonly _tag: "Stays"; readonly deployed: Deployed }
  | { readonly _tag: "Unborn"; readonly deployed: Deployed }

/** `serenya-prod` of `serenya-prod` and of `serenya-prod-20260301t093000z`: functions are called after their stage. */
export const stageOf = (table: string): string => table.split("-").slice(0, 2).join("-")

const newest = (versions: ReadonlyArray<Version>): Option.Option<Version> =>
  Option.fromUndefinedOr(versions.toSorted((left, right) => Number(left.version) - Number(right.version)).at(-1))

/**
 * The version that was the newest at that moment. Asked for by a moment, not by a number of steps: a deployment publishes
 * only what changed in it, and who asks twice gets the same.
 */
export const moveTo = (deployed: Deployed, asOf: DateTime.Utc): Move => {
  const then = newest(deployed.versions.filter(({ publishedAt }) => DateTime.isLessThanOrEqualTo(publishedAt, asOf)))
  if (Option.isNone(then)) return { _tag: "Unborn", deployed }
  return then.value.version === deployed.live
    ? { _tag: "Stays", deployed }
    : { _tag: "Moves", deployed, to: then.value }
}
