import { Lookups } from "@serenya/domain/operators/Lookups"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { Command } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import * as Reveal from "../cli/Reveal.ts"
import { render } from "../cli/Table.ts"
import * as People from "../stack/People.ts"
import { who } from "../users/Who.ts"
import { personal, sessionsOf } from "./Line.ts"

const columns = ["session", "lives", "since", "last used", "until", "ip", "device"].map((title) => ({ title }))

export const list = Command.make(
  "list",
  { who, reveal: Reveal.options, place: Options.place, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, reveal, who }) {
    yield* Reveal.judged(reveal)
    const { id, sessions } = yield* Effect.gen(function* () {
      const user = yield* Lookups.use((lookups) => lookups.find(who))
      const sight = yield* Reveal.sight(reveal, user.id, personal)
      return { id: user.id, sessions: sessionsOf(user, sight, yield* DateTime.now) }
    }).pipe(Effect.provide(People.layer(place)), explained)
    const rows = sessions.map((one) => [
      one.session_id,
      one.live ? "yes" : "no",
      one.created_at,
      one.last_activity_at,
      one.expires_at,
      one.ip,
      `${one.platform ?? ""} ${one.device ?? ""}`.trim()
    ])
    yield* print(json, {
      object: { user_id: id, sessions },
      lines: (width) => (rows.length === 0 ? ["Nobody ever signed in."] : render(columns, rows, width))
    })
  })
).pipe(
  Command.withDescription("Show where a person is signed in: a new sign-in takes the place of the one before"),
  Command.withExamples([
    { command: "pnpm admin sessions list ada@example.com", description: "Masked: neither address nor device" }
  ])
)
