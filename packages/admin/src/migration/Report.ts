import { writeFile } from "node:fs/promises"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Account from "./Account.ts"
import * as Journals from "./Journals.ts"
import { journal } from "./Options.ts"
import { page } from "./ReportPage.ts"

const out = Flag.String("out").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("Where the page is written"),
  Flag.withDefault("migration.html")
)

export const report = Command.make(
  "report",
  { json: Options.json, journal, out },
  Effect.fnUntraced(function* ({ journal, json, out }) {
    const read = yield* explained(Journals.existing(journal))
    yield* Effect.tryPromise({
      try: () => writeFile(out, page(read)),
      catch: (cause) => trouble(`${out} cannot be written.`, cause)
    })
    yield* print(json, {
      object: { page: out, ...Account.summaryOf(read.progress) },
      lines: () => [`The report is ${out}.`]
    })
  })
).pipe(
  Command.withDescription("Make a page of a run's journal: counts per table and reason, and the ids behind each"),
  Command.withExamples([
    { command: "pnpm admin migrate report --out migration.html", description: "Holds ids and no personal data" }
  ])
)
