import { trouble } from "@serenya/local/cli/Trouble"
import { Console, Effect } from "effect"
import type { Summary } from "./Walk.ts"

const lines = ({ due, dry_run, erased, examined, failed }: Summary): ReadonlyArray<string> => [
  `examined  ${examined}`,
  `due       ${due}`,
  `erased    ${erased}${dry_run ? "  (dry run: nobody was touched)" : ""}`,
  `failed    ${failed.length}`,
  ...failed.map(({ reason, user_id }) => `  ${user_id}  ${reason}`)
]

/** Tells what a walk came to, as lines or as one JSON object; fails, with exit code 1, if somebody is left. */
export const tell = Effect.fnUntraced(function* (summary: Summary, isJson: boolean) {
  yield* Console.log(isJson ? JSON.stringify(summary) : lines(summary).join("\n"))
  if (summary.failed.length > 0) {
    return yield* trouble(`${summary.failed.length} of ${summary.due} could not be erased; run the command again.`)
  }
})
