import { AuditDay } from "@serenya/domain/audit/AuditKey"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { place } from "../audit/Options.ts"
import { search } from "../audit/Search.ts"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as Auditing from "../stack/Auditing.ts"
import * as IncidentRules from "./IncidentRules.ts"

const since = Flag.String("since").pipe(
  Flag.withMetavar("MOMENT"),
  Flag.withDescription("From when on, such as 2026-03-01T09:30:00Z; an hour before it was noticed is a start"),
  Flag.withSchema(Schema.DateTimeUtcFromString)
)

const events = Effect.fnUntraced(function* (since: DateTime.Utc) {
  const days = IncidentRules.daysFrom(since, yield* DateTime.now).map((day) => AuditDay.make(day))
  const found = yield* Effect.forEach(days, (day) =>
    search({ day: Option.some(day), type: Option.some("security"), person: Option.none() })
  )
  return IncidentRules.securitySince(found.flat(), since)
})

export const facts = Command.make(
  "facts",
  { place, since, json: Options.json },
  Effect.fnUntraced(function* ({ json, place, since }) {
    const found = yield* events(since).pipe(Effect.provide(Auditing.layer(place)), explained)
    const hours = IncidentRules.byHour(found)
    const people = IncidentRules.people(found)
    yield* print(json, {
      object: { since: DateTime.formatIso(since), events: found.length, hours, people },
      lines: (width) =>
        found.length === 0
          ? ["Nothing was refused since then, and no operator did anything."]
          : [
              ...render(
                [{ title: "hour" }, { title: "what" }, { title: "times", align: "right" }],
                hours.map(({ count, fact, hour }) => [hour, fact, String(count)]),
                width
              ),
              "",
              ...render(
                [{ title: "person" }, { title: "times", align: "right" }],
                people.map(({ count, id }) => [id, String(count)]),
                width
              )
            ]
    })
  })
).pipe(
  Command.withDescription(
    "Count what was refused, and what operators did, since a moment: hour by hour, and whose accounts it was about"
  ),
  Command.withExamples([
    {
      command: "pnpm admin incident facts --since 2026-03-01T09:30:00Z",
      description: "Spent tokens, wrong proofs, jobs of others: when it began, and whom it is about"
    }
  ])
)
