import { Subscriptions } from "@serenya/domain/subscriptions/Subscriptions"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { Command } from "effect/cli"
import { moment } from "../cli/Moment.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { clip } from "../cli/Table.ts"
import * as Subscribing from "../stack/Subscribing.ts"
import * as Card from "./Card.ts"
import { lineName } from "./Masked.ts"
import { person } from "./Person.ts"

export const explain = Command.make(
  "explain",
  { person, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, person, place }) {
    const found = yield* Subscriptions.use(({ inspect }) => inspect(person)).pipe(
      Effect.provide(Subscribing.layer(place)),
      explained
    )
    const { clock, evidence, rule } = found.explanation
    const reasons = evidence.map((one) => {
      const gives = one.entitles ? `gives ${one.tier} until` : "gives nothing since"
      const counts = one.counts ? "It counts." : "Another one counts."
      return `${one.provider} ${lineName(one)}: ${one.state}, ${gives} ${moment(one.until)}, as stated ${moment(one.statedAt)}. ${counts}`
    })
    yield* print(json, {
      object: {
        user_id: person,
        tier: found.tier,
        clock: DateTime.formatIso(clock),
        rule,
        evidence: evidence.map((one) => Card.lineObject(found, one))
      },
      lines: (width) =>
        [
          `${found.tier} at ${moment(clock)}`,
          rule,
          ...(reasons.length === 0 ? ["Nothing was bought or granted: the free tier never ends."] : reasons)
        ].map((line) => clip(line, width))
    })
  })
).pipe(
  Command.withDescription("Why a person's tier is what it is, as GET /subscriptions?explain=true tells them"),
  Command.withExamples([
    {
      command: "pnpm admin subscriptions explain 019845e1-682f-7b02-a706-3b2422d13aec --json",
      description: "The rule, and where each purchase and grant stands by it"
    }
  ])
)
