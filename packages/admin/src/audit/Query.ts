import { AuditEvent, AuditType } from "@serenya/domain/audit/AuditEvent"
import { AuditDay } from "@serenya/domain/audit/AuditKey"
import { UserId } from "@serenya/domain/users/UserId"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import * as Options from "../cli/Options.ts"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import * as Auditing from "../stack/Auditing.ts"
import { place } from "./Options.ts"
import { search } from "./Search.ts"

const wanted = {
  person: Flag.String("person").pipe(
    Flag.withMetavar("ID"),
    Flag.withDescription("Whose events"),
    Flag.withSchema(UserId),
    Flag.optional
  ),
  type: Flag.Literals("type", AuditType.literals).pipe(Flag.withDescription("Of what kind"), Flag.optional),
  day: Flag.String("day").pipe(
    Flag.withMetavar("YYYY-MM-DD"),
    Flag.withDescription("Of which day, in UTC; without one the whole trail is read"),
    Flag.withSchema(AuditDay),
    Flag.optional
  )
}

const encodeEvents = Schema.encodeSync(Schema.toCodecJson(Schema.Array(AuditEvent)))

const row = (event: AuditEvent): ReadonlyArray<string> => {
  const what =
    event.type === "security"
      ? [event.fact, "operator" in event ? `${event.operator}: ${event.reason}` : (event.reason ?? "")]
      : [event.action, event.fields.map(({ name }) => name).join(" ")]
  return [DateTime.formatIso(event.at), event.type, event.subject ?? "-", ...what]
}

const columns = [
  { title: "at" },
  { title: "type" },
  { title: "person" },
  { title: "what" },
  { title: "fields or reason" }
] as const

const table = (events: ReadonlyArray<AuditEvent>) => (width: number) =>
  events.length === 0 ? ["No such event."] : render(columns, events.map(row), width)

export const query = Command.make(
  "query",
  { place, json: Options.json, wanted },
  Effect.fnUntraced(function* ({ json, place, wanted }) {
    const events = yield* search(wanted).pipe(Effect.provide(Auditing.layer(place)), explained)
    yield* print(json, { object: { events: encodeEvents(events) }, lines: table(events) })
  })
).pipe(
  Command.withDescription("Show the events of a person, of a kind, of a day"),
  Command.withExamples([
    {
      command: "pnpm admin audit query --type consent-change --day 2026-03-01",
      description: "Who agreed to what, and who took it back"
    },
    {
      command: "pnpm admin audit query --person 019845e1-682f-7b02-a706-3b2422d13aec --json",
      description: "Everything that happened to an account"
    }
  ])
)
