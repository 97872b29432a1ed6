import { JobId } from "@serenya/domain/jobs/JobId"
import { JobSweeps } from "@serenya/domain/jobs/JobSweeps"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import { wrongInput } from "../cli/WrongInput.ts"
import * as Jobs from "../stack/Jobs.ts"

const which = Argument.String("job").pipe(
  Argument.withDescription("The id of a job, all of whose objects are removed"),
  Argument.withSchema(JobId),
  Argument.optional
)

const expired = Flag.Boolean("expired").pipe(
  Flag.withDescription("Remove what is past its two days, or belongs to people who were erased"),
  Flag.withDefault(false)
)

const sweep = Effect.fnUntraced(function* (isDryRun: boolean, isJson: boolean) {
  const { due, examined, failed, removed } = yield* Effect.gen(function* () {
    const watch = yield* Progress.watch("jobs", Option.none())
    return yield* JobSweeps.use((sweeps) => sweeps.sweep({ isDryRun, onBatch: watch }))
  })
  const outcome = { examined, ...due, removed, failed: failed.length, dry_run: isDryRun }
  yield* print(isJson, {
    object: { ...outcome, failed },
    lines: (width) => [...facts(Object.entries(outcome), width), ...failed.map((jobId) => `  ${jobId}`)]
  })
  if (failed.length > 0) return yield* trouble(`${failed.length} job(s) could not be removed; run the command again.`)
})

export const cleanup = Command.make(
  "cleanup",
  {
    which,
    expired,
    grounds: Grounds.maybe,
    place: Options.place,
    change: Options.changing,
    json: Options.json
  },
  Effect.fnUntraced(function* ({ change, expired, grounds: { reason, ticket }, json, place, which }) {
    if (Option.isSome(which) === expired)
      return yield* wrongInput("Name a job, or say --expired for all that are over.")
    if (Option.isSome(which) && Option.isNone(reason)) return yield* wrongInput('Say why: --reason "…".')
    yield* confirmed(place, change)
    if (Option.isNone(which)) {
      return yield* sweep(change.dryRun, json).pipe(Effect.scoped, Effect.provide(Jobs.layer(place)), explained)
    }
    const grounds = Option.map(
      Option.filter(reason, () => !change.dryRun),
      (reason) => Grounds.of({ reason, ticket })
    )
    const receipt = yield* JobSweeps.use((sweeps) => sweeps.clean(which.value, grounds)).pipe(
      Effect.provide(Jobs.layer(place)),
      explained
    )
    const outcome = {
      job_id: which.value,
      cleaned_at: Option.getOrNull(Option.map(receipt, ({ cleanedAt }) => DateTime.formatIso(cleanedAt))),
      dry_run: change.dryRun
    }
    yield* print(json, {
      object: outcome,
      lines: (width) => facts(Object.entries({ ...outcome, cleaned_at: outcome.cleaned_at ?? "-" }), width)
    })
  })
).pipe(
  Command.withDescription("Remove every object of a job and look again, or of all jobs that are over"),
  Command.withExamples([
    {
      command: "pnpm admin jobs cleanup --expired --dry-run",
      description: "What is past its retention, or of people who were erased"
    },
    {
      command:
        'pnpm admin jobs cleanup result_019845e1-682f-7b02-a706-3b2422d13aec_1767225600000_AAAAAAAAAAAAAAAAAAAAAADdcbqT --reason "She asked for it by letter" --stage serenya-dev',
      description: "One job, whatever its state, as its owner would"
    }
  ])
)
