import { Reconciliation, type ReconciliationReport } from "@serenya/domain/subscriptions/Reconciliation"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import { UserId } from "@serenya/domain/users/UserId"
import { explained, trouble } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Progress from "../cli/Progress.ts"
import { facts } from "../cli/Table.ts"
import { wrongInput } from "../cli/WrongInput.ts"
import * as Reconciling from "../stack/Reconciling.ts"

const who = Argument.String("user").pipe(
  Argument.withDescription("The id of a person, whose purchases are asked about whether or not they are due"),
  Argument.withSchema(UserId),
  Argument.optional
)

const due = Flag.Boolean("due").pipe(
  Flag.withDescription("Ask about everything that is due, as the schedule does"),
  Flag.withDefault(false)
)

const batch = 25

/** So many lines are counted in a dry run; more are only said to be more. */
const counted = 1000

const total = ({ asked, failed, postponed, struck }: ReconciliationReport) => asked + failed + postponed + struck

/** How many lines a run would ask about. */
const foreseen = Effect.fnUntraced(function* (person: Option.Option<UserId>) {
  if (Option.isSome(person)) {
    return (yield* Reconciliation.use(({ linesOf }) => linesOf(person.value))).length
  }
  const ledger = yield* SubscriptionLedger
  return (yield* ledger.due(yield* DateTime.now, counted)).length
})

const run = Effect.fnUntraced(function* (person: Option.Option<UserId>) {
  const reconciliation = yield* Reconciliation
  if (Option.isSome(person)) return yield* reconciliation.person(person.value)
  const watch = yield* Progress.watch("lines", Option.none())
  const until = DateTime.add(yield* DateTime.now, { hours: 1 })
  return yield* reconciliation.run({ batch, until, onBatch: (report) => watch(total(report)) })
})

export const reconcile = Command.make(
  "reconcile",
  { who, due, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, due, json, place, who }) {
    if (Option.isSome(who) === due) return yield* wrongInput("Name a person, or say --due for everything that is due.")
    yield* confirmed(place, change)
    if (change.dryRun) {
      const lines = yield* foreseen(who).pipe(Effect.provide(Reconciling.layer(place)), explained)
      const outcome = { lines: lines === counted ? `${counted} or more` : lines, dry_run: true }
      return yield* print(json, { object: outcome, lines: (width) => facts(Object.entries(outcome), width) })
    }
    const { asked, failed, isDone, postponed, struck } = yield* run(who).pipe(
      Effect.scoped,
      Effect.provide(Reconciling.layer(place)),
      explained
    )
    const outcome = { asked, postponed, struck, failed, done: isDone }
    yield* print(json, { object: outcome, lines: (width) => facts(Object.entries(outcome), width) })
    if (failed > 0) return yield* trouble(`${failed} line(s) could not be written and stay due; run the command again.`)
    if (postponed > 0)
      return yield* trouble(`${postponed} line(s) could not be asked about; they are due again in an hour.`)
  })
).pipe(
  Command.withDescription(
    "Ask the stores about a person's purchases, or about all that are due, and enter what they say"
  ),
  Command.withExamples([
    {
      command:
        "pnpm admin subscriptions reconcile 019845e1-682f-7b02-a706-3b2422d13aec --stage serenya-prod --yes-this-is-prod",
      description: "Who says that they paid and have nothing"
    },
    {
      command: "pnpm admin subscriptions reconcile --due --local .serenya --dry-run",
      description: "How many lines are due on this machine"
    }
  ])
)
