import { JobRecords } from "@serenya/domain/jobs/JobRecords"
import { Replays } from "@serenya/domain/jobs/Replays"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import { Announced } from "../stack/Announced.ts"
import * as Jobs from "../stack/Jobs.ts"
import { job } from "./Job.ts"

const words = {
  begin: "started again, as a retry of its owner's three",
  resume: "told of again: its retry was counted, and nobody came",
  announce: "told of again: its event was lost, its worker died, or it was not settled"
} as const

export const replay = Command.make(
  "replay",
  { job, grounds: Grounds.options, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, grounds, job, json, place }) {
    yield* confirmed(place, change)
    const given = change.dryRun ? Option.none() : Option.some(Grounds.of(grounds))
    const { ran, state, step } = yield* Effect.gen(function* () {
      const step = yield* Replays.use((replays) => replays.replay(job, given))
      const ran = change.dryRun ? "no" : yield* Announced.use(({ follow }) => follow(job))
      const { state } = yield* JobRecords.use((records) => records.show(job))
      return { step, ran, state }
    }).pipe(Effect.provide(Jobs.layer(place)), explained)
    const outcome = { job_id: job, step, state, ran, dry_run: change.dryRun }
    yield* print(json, {
      object: outcome,
      lines: (width) => facts([...Object.entries(outcome), ["means", words[step]]], width)
    })
    if (ran === "run_again") return yield* trouble("The job did not end; run the command again when its lease is over.")
  })
).pipe(
  Command.withDescription("Repeat a job that failed, hangs, or whose event was lost, without a look at what is in it"),
  Command.withExamples([
    {
      command:
        'pnpm admin jobs replay result_019845e1-682f-7b02-a706-3b2422d13aec_1767225600000_AAAAAAAAAAAAAAAAAAAAAADdcbqT --reason "The event of it was lost" --stage serenya-prod --yes-this-is-prod',
      description: "Its input is told of as when it was uploaded; on this machine it is run at once"
    }
  ])
)
