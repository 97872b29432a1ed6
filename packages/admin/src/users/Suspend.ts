import { Lookups } from "@serenya/domain/operators/Lookups"
import { Suspensions } from "@serenya/domain/operators/Suspensions"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import * as People from "../stack/People.ts"
import * as Standing from "./Standing.ts"
import { who } from "./Who.ts"

export const suspend = Command.make(
  "suspend",
  { who, grounds: Grounds.options, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, grounds, json, place, who }) {
    yield* confirmed(place, change)
    const user = yield* Effect.gen(function* () {
      const { id } = yield* Lookups.use((lookups) => lookups.find(who))
      const given = change.dryRun ? Option.none() : Option.some(Grounds.of(grounds))
      return yield* Suspensions.use((suspensions) => suspensions.suspend(id, given))
    }).pipe(Effect.provide(People.layer(place)), explained)
    yield* Standing.tell(user, change.dryRun, json)
  })
).pipe(
  Command.withDescription("Shut an active account: its session ends, and nobody signs in until it is reactivated"),
  Command.withExamples([
    {
      command:
        'pnpm admin users suspend 019845e1-682f-7b02-a706-3b2422d13aec --reason "Somebody else uses the account" --ticket SUP-1234 --stage serenya-prod --yes-this-is-prod',
      description: "The audit trail keeps who did it and why"
    },
    {
      command: 'pnpm admin users suspend ada@example.com --reason "Trying it on my machine" --local .serenya --dry-run',
      description: "Whether it could be done"
    }
  ])
)
