import { JobRecords } from "@serenya/domain/jobs/JobRecords"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as Jobs from "../stack/Jobs.ts"
import { job } from "./Job.ts"
import * as Line from "./Line.ts"

export const show = Command.make(
  "show",
  { job, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ job, json, place }) {
    const record = yield* JobRecords.use((records) => records.show(job)).pipe(
      Effect.provide(Jobs.layer(place)),
      explained
    )
    const now = yield* DateTime.now
    yield* print(json, { object: Line.object(record), lines: (width) => facts(Line.entries(record, now), width) })
  })
).pipe(
  Command.withDescription("Where a job stands: state, attempts, lease, age, failure; never what is in it"),
  Command.withExamples([
    {
      command:
        "pnpm admin jobs show result_019845e1-682f-7b02-a706-3b2422d13aec_1767225600000_AAAAAAAAAAAAAAAAAAAAAADdcbqT --json",
      description: "By the id that the app and every log line have"
    }
  ])
)
