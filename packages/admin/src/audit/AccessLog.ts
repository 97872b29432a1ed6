import type { OperatorAct, Refusal } from "@serenya/domain/audit/AuditEvent"
import { AuditDay } from "@serenya/domain/audit/AuditKey"
import { UserId } from "@serenya/domain/users/UserId"
import { explained } from "@serenya/local/cli/Trouble"
import { DateTime, Effect, Option } from "effect"
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
    Flag.withDescription("Whose account"),
    Flag.withSchema(UserId),
    Flag.optional
  ),
  day: Flag.String("day").pipe(
    Flag.withMetavar("YYYY-MM-DD"),
    Flag.withDescription("Of which day, in UTC; without one the whole trail is looked through"),
    Flag.withSchema(AuditDay),
    Flag.optional
  )
}

const operator = Flag.String("operator").pipe(
  Flag.withMetavar("TEXT"),
  Flag.withDescription("By whom: what their name has in it, such as a role or a login"),
  Flag.withDefault("")
)

const refusals = Flag.Boolean("refusals").pipe(
  Flag.withDescription("Also tokens, proofs and sessions that the service refused"),
  Flag.withDefault(false)
)

const entryOf = (event: OperatorAct | Refusal) => ({
  at: DateTime.formatIso(event.at),
  operator: "operator" in event ? event.operator : null,
  fact: event.fact,
  user_id: event.subject ?? null,
  reason: event.reason ?? null,
  ticket: "operator" in event ? (event.ticket ?? null) : null,
  fields: "operator" in event ? event.fields : []
})

const columns = ["at", "operator", "what", "person", "why", "ticket", "fields"].map((title) => ({ title }))

export const accessLog = Command.make(
  "access-log",
  { place, json: Options.json, wanted, operator, refusals },
  Effect.fnUntraced(function* ({ json, operator, place, refusals, wanted }) {
    const events = yield* search({ ...wanted, type: Option.some("security") }).pipe(
      Effect.provide(Auditing.layer(place)),
      explained
    )
    const entries = events
      .filter((event) => event.type === "security")
      .filter((event) => ("operator" in event ? event.operator.includes(operator) : refusals && operator === ""))
      .map(entryOf)
    const rows = entries.map((one) => [
      one.at,
      one.operator ?? "",
      one.fact,
      one.user_id ?? "",
      one.reason ?? "",
      one.ticket ?? "",
      one.fields.join(" ")
    ])
    yield* print(json, {
      object: { entries },
      lines: (width) => (rows.length === 0 ? ["Nobody did."] : render(columns, rows, width))
    })
  })
).pipe(
  Command.withDescription("Show which operator looked at whom, or did what to whom, when and why"),
  Command.withExamples([
    {
      command: "pnpm admin audit access-log --person 019845e1-682f-7b02-a706-3b2422d13aec",
      description: "Who ever looked at an account"
    },
    {
      command: "pnpm admin audit access-log --day 2026-03-01 --refusals --json",
      description: "Everything of a day that concerns security"
    }
  ])
)
