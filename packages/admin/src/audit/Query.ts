import { AuditEvent, AuditType } from "@serenya/domain/audit/AuditEvent"
import { AuditDay } from "@serenya/domain/audit/AuditKey"
import { UserId } from "@serenya/domain/users/UserId"
import { explained } from "@serenya/local/cli/Trouble"
import { Console, DateTime, Effect, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import * as AuditStores from "../stack/AuditStores.ts"
import { endpoint, json } from "./Options.ts"
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

const line = (event: AuditEvent): string => {
  const what =
    event.type === "security"
      ? [event.fact, event.reason ?? ""]
      : [event.action, event.fields.map(({ name }) => name).join(" ")]
  return [DateTime.formatIso(event.at), event.type, event.subject ?? "-", ...what].join("  ")
}

export const query = Command.make(
  "query",
  { endpoint, json, ...wanted },
  Effect.fnUntraced(function* ({ endpoint, json, ...wanted }) {
    const events = yield* search(wanted).pipe(Effect.provide(AuditStores.layer(endpoint)), explained)
    yield* Console.log(json ? JSON.stringify({ events: encodeEvents(events) }) : events.map(line).join("\n"))
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
