import type { ErasureSummary } from "@serenya/domain/privacy/ErasureWalk"
import { UserId } from "@serenya/domain/users/UserId"
import { trouble } from "@serenya/local/cli/Trouble"
import { Effect, Schema } from "effect"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"

/** What a walk came to, as scripts read it. A dry run erases nobody. */
export const Summary = Schema.Struct({
  dry_run: Schema.Boolean,
  examined: Schema.Int,
  due: Schema.Int,
  erased: Schema.Int,
  failed: Schema.Array(Schema.Struct({ user_id: UserId, reason: Schema.String }))
})
type Summary = typeof Summary.Type

const lines =
  ({ due, dry_run, erased, examined, failed }: Summary) =>
  (width: number): ReadonlyArray<string> => [
    ...facts(
      [
        ["examined", examined],
        ["due", due],
        ["erased", `${erased}${dry_run ? "  (dry run: nobody was touched)" : ""}`],
        ["failed", failed.length]
      ],
      width
    ),
    ...failed.map(({ reason, user_id }) => `  ${user_id}  ${reason}`)
  ]

/** Tells what a walk came to, as lines or as one JSON object; fails, with exit code 1, if somebody is left. */
export const tell = Effect.fnUntraced(function* (
  { due, erased, examined, failed }: ErasureSummary,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean }
) {
  const told = failed.map(({ reason, userId }) => ({ user_id: userId, reason }))
  const summary: Summary = { dry_run: dryRun, examined, due, erased, failed: told }
  yield* print(json, { object: summary, lines: lines(summary) })
  if (failed.length > 0) return yield* trouble(`${failed.length} of ${due} could not be erased; run the command again.`)
})
