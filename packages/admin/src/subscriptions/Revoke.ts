import { Grants } from "@serenya/domain/subscriptions/Grants"
import { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Argument, Command } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import * as Subscribing from "../stack/Subscribing.ts"
import { tell } from "./Granted.ts"
import { person } from "./Person.ts"

const name = Argument.String("grant").pipe(
  Argument.withDescription("The grant by its name, as grant and show say it"),
  Argument.withSchema(ExternalId)
)

export const revoke = Command.make(
  "revoke",
  { person, name, grounds: Grounds.options, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, grounds, json, name, person, place }) {
    yield* confirmed(place, change)
    const given = change.dryRun ? Option.none() : Option.some(Grounds.of(grounds))
    const granted = yield* Grants.use((grants) => grants.revoke(person, name, given)).pipe(
      Effect.provide(Subscribing.layer(place)),
      explained
    )
    yield* tell(person, granted, change.dryRun, json)
  })
).pipe(
  Command.withDescription("Take back a grant that runs; what was bought stays and counts again"),
  Command.withExamples([
    {
      command:
        'pnpm admin subscriptions revoke 019845e1-682f-7b02-a706-3b2422d13aec premium-until-2027-01-01T00:00:00.000Z-019845e1-682f-7b02-a706-3b2422d13aec --reason "Given to the wrong account" --stage serenya-dev',
      description: "By the name that show lists"
    }
  ])
)
