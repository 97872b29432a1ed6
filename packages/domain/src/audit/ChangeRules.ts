import { Option } from "effect"
import type { Payment } from "../subscriptions/Payment.ts"
import type { User } from "../users/User.ts"
import type { Change, ChangeType, FieldChange } from "./AuditEvent.ts"
import { recordChanges } from "./FieldChangeRules.ts"
import * as PaymentTelling from "./PaymentTelling.ts"
import * as UserTelling from "./UserTelling.ts"

/** What is known of a write besides what it changed. */
export type Write = Pick<Change, "id" | "at" | "by" | "subject">

type Field = keyof typeof UserTelling.types

const actionOf = (before: Option.Option<unknown>, after: Option.Option<unknown>): Change["action"] => {
  if (Option.isNone(before)) return "created"
  return Option.isSome(after) ? "changed" : "removed"
}

const isTombstone = (field: Field, after: Option.Option<User>): boolean =>
  field === "status" && Option.exists(after, ({ status }) => status === "deleted")

const typeOf = (field: Field, action: Change["action"], after: Option.Option<User>): ChangeType => {
  const type = UserTelling.types[field]
  if (type !== "profile-update") return type
  if (action === "created") return "user-registration"
  return isTombstone(field, after) ? "account-erasure" : type
}

interface Typed {
  readonly type: ChangeType
  readonly fields: ReadonlyArray<FieldChange>
}

const byType = (
  action: Change["action"],
  before: Option.Option<User>,
  after: Option.Option<User>
): ReadonlyArray<Typed> => {
  const groups = new Map<ChangeType, ReadonlyArray<FieldChange>>()
  const [was, is] = [Option.getOrUndefined(before), Option.getOrUndefined(after)]
  for (const [field, changes] of recordChanges("", UserTelling.user, was, is)) {
    const type = typeOf(field, action, after)
    if (changes.length > 0) groups.set(type, [...(groups.get(type) ?? []), ...changes])
  }
  return Array.from(groups, ([type, fields]) => ({ type, fields }))
}

/** A write that nothing is to be told of is told of all the same, so that none is missing. */
const atLeastOne = (typed: ReadonlyArray<Typed>): ReadonlyArray<Typed> =>
  typed.length > 0 ? typed : [{ type: "profile-update", fields: [] }]

/** Who is gone leaves one event, and nothing of what was held about them. */
const gone: ReadonlyArray<Typed> = [{ type: "account-erasure", fields: [] }]

/** What a write did to a user: an event for each kind of change, at least one. */
export const userChanges = (
  write: Write,
  before: Option.Option<User>,
  after: Option.Option<User>
): ReadonlyArray<Change> => {
  const action = actionOf(before, after)
  const version = Option.map(
    Option.orElse(after, () => before),
    (user) => user.version
  )
  const typed = action === "removed" ? gone : atLeastOne(byType(action, before, after))
  return typed.map(({ fields, type }) => ({
    format: 1,
    ...write,
    type,
    action,
    ...(Option.isSome(version) && { version: version.value }),
    fields
  }))
}

/** What a write did to a payment. One that is changed was not changed by us: payments only grow. */
export const paymentChanges = (
  write: Write,
  before: Option.Option<Payment>,
  after: Option.Option<Payment>
): ReadonlyArray<Change> => {
  const action = actionOf(before, after)
  const [was, is] = [Option.getOrUndefined(before), Option.getOrUndefined(after)]
  const told = recordChanges("", PaymentTelling.payment, was, is).flatMap(([, changes]) => changes)
  return [{ format: 1, ...write, type: "payment", action, fields: action === "removed" ? [] : told }]
}
