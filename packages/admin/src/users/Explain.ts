import { Explanations } from "@serenya/domain/operators/Explanations"
import { Lookups } from "@serenya/domain/operators/Lookups"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as People from "../stack/People.ts"
import { who } from "./Who.ts"

const columns = ["they want to", "", "rule", "says"].map((title) => ({ title }))

export const explain = Command.make(
  "explain",
  { who, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, who }) {
    const { explanations, id } = yield* Effect.gen(function* () {
      const user = yield* Lookups.use((lookups) => lookups.find(who))
      return { id: user.id, explanations: yield* Explanations.use((one) => one.of(user)) }
    }).pipe(Effect.provide(People.layer(place)), explained)
    const rows = explanations.flatMap(({ answers, granted, wish }) => [
      [wish, granted ? "✓" : "✗", "", granted ? "yes" : "no"],
      ...answers.map(({ passes, rule, says }) => ["", passes ? "✓" : "✗", rule, says])
    ])
    yield* print(json, {
      object: { user_id: id, wishes: explanations },
      lines: (width) => render(columns, rows, width)
    })
  })
).pipe(
  Command.withDescription(
    "Say why a person can or cannot sign in, upload, chat, or have a report: each rule and its answer"
  ),
  Command.withExamples([
    { command: "pnpm admin users explain ada@example.com", description: "What they would meet now" }
  ])
)
