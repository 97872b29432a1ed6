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

export const reactivate = Command.make(
  "reactivate",
  { who, grounds: Grounds.options, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, grounds, json, place, who }) {
    yield* confirmed(place, change)
    const user = yield* Effect.gen(function* () {
      const { id } = yield* Lookups.use((lookups) => lookups.find(who))
      const given = change.dryRun ? Option.none() : Option.some(Grounds.of(grounds))
      return yield* Suspensions.use((suspensions) => suspensions.reactivate(id, given))
    }).pipe(Effect.provide(People.layer(place)), explained)
    yield* Standing.tell(user, change.dryRun, json)
  })
).pipe(
  Command.withDescription("Open a suspended account again: its owner may sign in"),
  Command.withExamples([
    {
      command:
        'pnpm admin users reactivate 019845e1-682f-7b02-a706-3b2422d13aec --reason "The account is its owners again" --ticket SUP-1234 --stage serenya-prod --yes-this-is-prod',
      description: "The audit trail keeps who did it and why"
    },
    {
      command:
        'pnpm admin users reactivate ada@example.com --reason "Trying it on my machine" --local .serenya --dry-run',
      description: "Whether it could be done"
    }
  ])
)
