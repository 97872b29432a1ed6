import { explained } from "@serenya/local/cli/Trouble"
import { Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { facts } from "../cli/Table.ts"
import * as Course from "./Course.ts"
import { atOrLatest, place } from "./Options.ts"
import * as Told from "./Told.ts"

export const plan = Command.make(
  "plan",
  { place, at: atOrLatest, json: Options.json },
  Effect.fnUntraced(function* ({ at, json, place }) {
    const [charted, standing] = yield* Effect.gen(function* () {
      const charted = yield* Course.charted(place, at)
      return [charted, yield* Course.standing(charted)] as const
    }).pipe(Effect.provide(Course.layer(place)), explained)
    yield* print(json, {
      object: { ...Told.objectOf(charted), ...standing },
      lines: (width) => [
        ...facts([...Told.factsOf(charted), ["state", standing.state]], width),
        "",
        `pnpm admin restore run --at ${Told.objectOf(charted).at} makes ${charted.restoring.target}, gives it`,
        "stream, time to live, recovery, protection and tags, and forgets again whoever was erased since.",
        ...Told.next(charted)
      ]
    })
  })
).pipe(
  Command.withDescription(
    "Say from when until when the table can be had back, what that would make, and how far it is"
  ),
  Command.withExamples([
    { command: "pnpm admin restore plan", description: "The newest moment that there is" },
    {
      command: "pnpm admin restore plan --at 2026-03-01T09:30:00Z",
      description: "The minute before somebody deleted what they should not have"
    }
  ])
)
