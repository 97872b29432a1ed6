import { Schema } from "effect"
import { OperatorName, Reason, Ticket } from "../operators/Operator.ts"
import { UserId } from "../users/UserId.ts"

/** What a change is about. */
export const ChangeType = Schema.Literals([
  "user-registration",
  "profile-update",
  "consent-change",
  "subscription-change",
  "payment",
  "session-activity",
  "device-change",
  "biometric-change",
  "account-erasure"
])
export type ChangeType = typeof ChangeType.Type

export const AuditType = Schema.Literals([...ChangeType.literals, "security"])
export type AuditType = typeof AuditType.Type

/** Names a write or a refusal, the same however often it is delivered: the `eventID` of a stream record, or a UUID. */
export const AuditEventId = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9-]{8,64}$/, { expected: "an event id" })
).pipe(Schema.brand("AuditEventId"))
export type AuditEventId = typeof AuditEventId.Type

const Value = Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])
export type Value = typeof Value.Type

/** A field that changed, by its path. What it was and became is told only where that is nothing personal and no secret. */
export const FieldChange = Schema.Struct({
  name: Schema.String,
  before: Schema.optionalKey(Value),
  after: Schema.optionalKey(Value)
})
export type FieldChange = typeof FieldChange.Type

const head = { format: Schema.Literal(1), id: AuditEventId, at: Schema.DateTimeUtc }

/** What one write changed of one kind. A write of several kinds leaves one for each, all with its id. */
export const Change = Schema.Struct({
  ...head,
  type: ChangeType,
  action: Schema.Literals(["created", "changed", "removed"]),
  /** `expiry`: DynamoDB removed it because its time to live was over. */
  by: Schema.Literals(["service", "expiry"]),
  subject: UserId,
  /** The user's, which rises by one per write: a gap is a write that nobody told of. */
  version: Schema.optionalKey(Schema.Int),
  fields: Schema.Array(FieldChange)
})
export type Change = typeof Change.Type

/** What was refused: a token nobody may use, a spent one, a missing or a wrong proof, somebody else's job. */
export const RefusalFact = Schema.Literals([
  "access-token-refused",
  "refresh-token-reused",
  "step-up-refused",
  "biometric-rejected",
  "foreign-job"
])
export type RefusalFact = typeof RefusalFact.Type

/** A refusal that somebody who guards the service wants to know of. `subject` is absent where nobody vouches for who it was. */
export const Refusal = Schema.Struct({
  ...head,
  type: Schema.Literal("security"),
  fact: RefusalFact,
  reason: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[a-z_]{1,40}$/, { expected: "a reason of ours" }))),
  subject: Schema.optionalKey(UserId)
})
export type Refusal = typeof Refusal.Type

/** What an operator does to somebody's account, or shows of it. The change that follows is told by the write itself. */
export const OperatorFact = Schema.Literals([
  "operator-reveal",
  "operator-export",
  "operator-suspension",
  "operator-reactivation",
  "operator-sign-out",
  "operator-erasure",
  "operator-grant",
  "operator-grant-revocation",
  "operator-replay",
  "operator-cleanup"
])
export type OperatorFact = typeof OperatorFact.Type

/** An operator's act, told before it is done: by whom, to whom, why, and to which fields, by their names. */
export const OperatorAct = Schema.Struct({
  ...head,
  type: Schema.Literal("security"),
  fact: OperatorFact,
  operator: OperatorName,
  reason: Reason,
  ticket: Schema.optionalKey(Ticket),
  subject: UserId,
  fields: Schema.Array(Schema.String)
})
export type OperatorAct = typeof OperatorAct.Type

/** One entry of the audit trail: ids, names of fields and values that are nobody's secret. */
export const AuditEvent = Schema.Union([Change, Refusal, OperatorAct])
export type AuditEvent = typeof AuditEvent.Type

/** An event as it is kept, one line of JSON: what is digested, so that its words never change. */
export const AuditEventText = Schema.fromJsonString(Schema.toCodecJson(AuditEvent))
