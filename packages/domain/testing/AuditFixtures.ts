import { Effect } from "effect"
import { AuditEventId, type Change, type OperatorAct, type Refusal } from "../src/audit/AuditEvent.ts"
import { OperatorName, Reason, Ticket } from "../src/operators/Operator.ts"
import * as Fixtures from "./Fixtures.ts"

/** An id that no other event has. */
export const eventId = Effect.map(Fixtures.uuid, (id) => AuditEventId.make(id.replaceAll("-", "")))

/** A logout of somebody, except for what `fields` says. */
export const change = Effect.fnUntraced(function* (fields: Partial<Change> = {}) {
  return {
    format: 1,
    id: yield* eventId,
    at: Fixtures.at,
    type: "session-activity",
    action: "changed",
    by: "service",
    subject: yield* Fixtures.userId,
    version: 2,
    fields: [{ name: "session.status", before: "active", after: "revoked" }],
    ...fields
  } satisfies Change
})

/** A token that nobody signed. */
export const refusal = Effect.map(eventId, (id): Refusal => ({
  format: 1,
  id,
  at: Fixtures.at,
  type: "security",
  fact: "access-token-refused",
  reason: "bad_signature"
}))

/** Somebody's name that an operator looked at, except for what `fields` says. */
export const act = Effect.fnUntraced(function* (fields: Partial<OperatorAct> = {}) {
  return {
    format: 1,
    id: yield* eventId,
    at: Fixtures.at,
    type: "security",
    fact: "operator-reveal",
    operator: OperatorName.make("arn:aws:sts::123456789012:assumed-role/Operator/grace"),
    reason: Reason.make("She asked which name we have"),
    ticket: Ticket.make("SUP-1234"),
    subject: yield* Fixtures.userId,
    fields: ["name"],
    ...fields
  } satisfies OperatorAct
})
