import { trouble } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import type { Summary } from "./Walk.ts"

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
export const tell = Effect.fnUntraced(function* (summary: Summary, isJson: boolean) {
  yield* print(isJson, { object: summary, lines: lines(summary) })
  if (summary.failed.length > 0) {
    return yield* trouble(`${summary.failed.length} of ${summary.due} could not be erased; run the command again.`)
  }
})
