import { Lookups } from "@serenya/domain/operators/Lookups"
import { Suspensions } from "@serenya/domain/operators/Suspensions"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import { explained } from "@serenya/local/cli/Trouble"
import { Effect, Option } from "effect"
import { Command, Flag } from "effect/cli"
import { confirmed } from "../cli/Confirmation.ts"
import * as Grounds from "../cli/Grounds.ts"
import * as Options from "../cli/Options.ts"
import { wrongInput } from "../cli/WrongInput.ts"
import * as People from "../stack/People.ts"
import * as Standing from "../users/Standing.ts"
import { who } from "../users/Who.ts"

const which = {
  session: Flag.String("session").pipe(
    Flag.withMetavar("ID"),
    Flag.withDescription("This one only: if they signed in since, that stays"),
    Flag.withSchema(SessionId),
    Flag.optional
  ),
  all: Flag.Boolean("all").pipe(Flag.withDescription("Whichever lives"), Flag.withDefault(false))
}

export const revoke = Command.make(
  "revoke",
  { who, which, grounds: Grounds.options, place: Options.place, change: Options.changing, json: Options.json },
  Effect.fnUntraced(function* ({ change, grounds, json, place, which: { all, session }, who }) {
    if (all === Option.isSome(session)) return yield* wrongInput("Name one with --session ID, or end --all.")
    yield* confirmed(place, change)
    const user = yield* Effect.gen(function* () {
      const { id } = yield* Lookups.use((lookups) => lookups.find(who))
      const given = change.dryRun ? Option.none() : Option.some(Grounds.of(grounds))
      return yield* Suspensions.use((suspensions) => suspensions.endSession(id, session, given))
    }).pipe(Effect.provide(People.layer(place)), explained)
    yield* Standing.tell(user, change.dryRun, json)
  })
).pipe(
  Command.withDescription("Sign a person out; they may sign in again at once"),
  Command.withExamples([
    {
      command:
        'pnpm admin sessions revoke ada@example.com --all --reason "Her phone was stolen today" --ticket SUP-1234 --stage serenya-prod --yes-this-is-prod',
      description: "Whoever holds the phone is out within five minutes"
    }
  ])
)
