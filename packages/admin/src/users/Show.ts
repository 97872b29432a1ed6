import { Lookups } from "@serenya/domain/operators/Lookups"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Reveal from "../cli/Reveal.ts"
import { facts } from "../cli/Table.ts"
import * as People from "../stack/People.ts"
import { card, personal } from "./Card.ts"
import { flat } from "./Flat.ts"
import { who } from "./Who.ts"

export const show = Command.make(
  "show",
  { who, reveal: Reveal.options, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, reveal, who }) {
    yield* Reveal.judged(reveal)
    const shown = yield* Effect.gen(function* () {
      const user = yield* Lookups.use((lookups) => lookups.find(who))
      const sight = yield* Reveal.sight(reveal, user.id, personal)
      const person = yield* PersonalDataCipher.use((cipher) => cipher.open(user.id, user.person))
      return card(user, person, sight, yield* DateTime.now)
    }).pipe(Effect.provide(People.layer(place)), explained)
    yield* print(json, { object: shown, lines: (width) => facts(flat(shown), width) })
  })
).pipe(
  Command.withDescription("Show an account: personal data is masked unless it is revealed, for a reason"),
  Command.withExamples([
    { command: "pnpm admin users show 019845e1-682f-7b02-a706-3b2422d13aec", description: "Masked" },
    {
      command:
        'pnpm admin users show ada@example.com --reveal --reason "She asked which name we have" --ticket SUP-1234',
      description: "In clear; the audit trail keeps who looked, at whom, and why"
    }
  ])
)
