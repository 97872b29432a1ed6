import { Grants } from "@serenya/domain/subscriptions/Grants"
import { PaidTier } from "@serenya/domain/subscriptions/Plan"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import * as Subscribing from "../stack/Subscribing.ts"
import { tell } from "./Granted.ts"
import { person } from "./Person.ts"

const tier = Flag.Literals("tier", PaidTier.literals).pipe(Flag.withDescription("What is given"))

const decodeMoment = Schema.decodeUnknownOption(Schema.DateTimeUtcFromString)

/** A day ends where the next one begins. */
const endOf = (text: string): Option.Option<DateTime.Utc> =>
  /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? Option.map(decodeMoment(`${text}T00:00:00Z`), (day) => DateTime.add(day, { days: 1 }))
    : Option.filter(decodeMoment(text), () => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text))

const until = Flag.String("until").pipe(
  Flag.withMetavar("DAY"),
  Flag.withDescription("The last day of it, in UTC, or a moment such as 2026-12-31T12:00:00Z"),
  Flag.filterMap(endOf, () => "a day such as 2026-12-31, or a moment such as 2026-12-31T12:00:00Z")
)

export const grant = Command.make(
  "grant",
  {
    person,
    tier,
    until,
    grounds: Grounds.options,
    place: Options.place,
    change: Options.changing,
    json: Options.json
  },
  Effect.fnUntraced(function* ({ change, grounds, json, person, place, tier, until }) {
    yield* confirmed(place, change)
    const given = change.dryRun ? Option.none() : Option.some(Grounds.of(grounds))
    const granted = yield* Grants.use((grants) => grants.give(person, { tier, until }, given)).pipe(
      Effect.provide(Subscribing.layer(place)),
      explained
    )
    yield* tell(person, granted, change.dryRun, json)
  })
).pipe(
  Command.withDescription("Give a person a paid tier for nothing until a day; no payment is made of it"),
  Command.withExamples([
    {
      command:
        'pnpm admin subscriptions grant 019845e1-682f-7b02-a706-3b2422d13aec --tier premium --until 2026-12-31 --reason "A month for the outage in May" --stage serenya-prod --yes-this-is-prod',
      description: "The audit trail keeps who did it and why; again changes nothing"
    },
    {
      command:
        'pnpm admin subscriptions grant 019845e1-682f-7b02-a706-3b2422d13aec --tier family --until 2026-12-31 --reason "Trying it on my machine" --local .serenya --dry-run',
      description: "What they would have with it"
    }
  ])
)
