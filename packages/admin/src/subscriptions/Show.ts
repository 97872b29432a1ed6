import { Subscriptions } from "@serenya/domain/subscriptions/Subscriptions"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts, render } from "../cli/Table.ts"
import * as Subscribing from "../stack/Subscribing.ts"
import * as Card from "./Card.ts"
import { person } from "./Person.ts"

export const show = Command.make(
  "show",
  { person, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, person, place }) {
    const found = yield* Subscriptions.use(({ inspect }) => inspect(person)).pipe(
      Effect.provide(Subscribing.layer(place)),
      explained
    )
    const { evidence } = found.explanation
    const summary = Card.summary(person, found)
    yield* print(json, {
      object: { ...summary, lines: evidence.map((one) => Card.lineObject(found, one)) },
      lines: (width) => [
        ...facts(Object.entries(summary), width),
        "",
        ...(evidence.length === 0
          ? ["Nothing was bought or granted."]
          : render(
              Card.lineColumns,
              evidence.map((one) => Card.lineRow(found, one)),
              width
            ))
      ]
    })
  })
).pipe(
  Command.withDescription("What a person may use now, on what it rests, and when each store is asked next"),
  Command.withExamples([
    {
      command: "pnpm admin subscriptions show 019845e1-682f-7b02-a706-3b2422d13aec",
      description: "In the stage that the environment names; ids at the stores are masked"
    }
  ])
)
