import { JobId } from "@serenya/domain/jobs/JobId"
import { JobState } from "@serenya/domain/jobs/JobRecord"
import { JobRecords } from "@serenya/domain/jobs/JobRecords"
import { UserId } from "@serenya/domain/users/UserId"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Duration, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { render } from "../cli/Table.ts"
import * as Jobs from "../stack/Jobs.ts"
import * as Line from "./Line.ts"

const owner = Argument.String("user").pipe(
  Argument.withDescription("The id of a person; without one, everybody's jobs"),
  Argument.withSchema(UserId),
  Argument.optional
)

const state = Flag.Literals("state", JobState.literals).pipe(Flag.withDescription("In this state"), Flag.optional)

const units = { m: "minutes", h: "hours", d: "days" } as const

const durationIn = (text: string): Option.Option<Duration.Duration> => {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? []
  return unit === "m" || unit === "h" || unit === "d"
    ? Option.some(Duration.fromInputUnsafe(`${Number(count)} ${units[unit]}`))
    : Option.none()
}

const olderThan = Flag.String("older-than").pipe(
  Flag.withMetavar("TIME"),
  Flag.withDescription("Created longer ago than this, such as 30m, 6h or 2d"),
  Flag.filterMap(durationIn, () => "a time such as 30m, 6h or 2d"),
  Flag.optional
)

const limit = Flag.Int("limit").pipe(
  Flag.withDescription("At most so many"),
  Flag.filter(
    (value) => value >= 1 && value <= 1000,
    () => "a number from 1 to 1000"
  ),
  Flag.withDefault(50)
)

const after = Flag.String("after").pipe(
  Flag.withMetavar("JOB"),
  Flag.withDescription("Go on after this job, as the list before said"),
  Flag.withSchema(JobId),
  Flag.optional
)

export const list = Command.make(
  "list",
  { owner, state, olderThan, limit, after, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ after, json, limit, olderThan, owner, place, state }) {
    const now = yield* DateTime.now
    const createdBefore = Option.map(olderThan, (time) => DateTime.subtractDuration(now, time))
    const { next, records } = yield* Effect.gen(function* () {
      const watch = yield* Progress.watch("jobs", Option.none())
      return yield* JobRecords.use((all) => all.list({ owner, state, createdBefore }, after, limit, watch))
    }).pipe(Effect.scoped, Effect.provide(Jobs.layer(place)), explained)
    yield* print(json, {
      object: { jobs: records.map(Line.object), next: Option.getOrNull(next) },
      lines: (width) => [
        ...(records.length === 0
          ? ["No such job."]
          : render(
              Line.columns,
              records.map((record) => Line.row(record, now)),
              width
            )),
        ...Option.toArray(Option.map(next, (last) => `More: --after ${last}`))
      ]
    })
  })
).pipe(
  Command.withDescription("Jobs of a person or of everybody, by state and age, in the order of their ids"),
  Command.withExamples([
    { command: "pnpm admin jobs list --state stalled", description: "Whose worker died" },
    {
      command: "pnpm admin jobs list 019845e1-682f-7b02-a706-3b2422d13aec --older-than 6h --json",
      description: "What a person waits for since this morning"
    }
  ])
)
