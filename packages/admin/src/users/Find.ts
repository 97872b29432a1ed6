import { Lookups } from "@serenya/domain/operators/Lookups"
import * as Sight from "@serenya/domain/operators/Sight"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as People from "../stack/People.ts"
import { card } from "./Card.ts"
import { who } from "./Who.ts"

const columns = ["id", "status", "e-mail", "tier", "created", "last login"].map((title) => ({ title }))

export const find = Command.make(
  "find",
  { who, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, who }) {
    const found = yield* Effect.gen(function* () {
      const user = yield* Lookups.use((lookups) => lookups.find(who))
      const person = yield* PersonalDataCipher.use((cipher) => cipher.open(user.id, user.person))
      return card(user, person, Sight.masked, yield* DateTime.now)
    }).pipe(Effect.provide(People.layer(place)), explained)
    const { created_at, email, last_login_at, status, subscription, user_id } = found
    yield* print(json, {
      object: { user_id, status, email, tier: subscription.tier, created_at, last_login_at },
      lines: (width) => render(columns, [[user_id, status, email, subscription.tier, created_at, last_login_at]], width)
    })
  })
).pipe(
  Command.withDescription("Find a person by id, e-mail address, or account at Google or Apple; nobody: exit code 1"),
  Command.withExamples([
    { command: "pnpm admin users find ada@example.com", description: "Through the keyed hash of the address" },
    { command: "pnpm admin users find google:108234567890 --json", description: "Through the account at a provider" }
  ])
)
