import { type DateTime, type Option, type Result, Schema } from "effect"
import type { Payment } from "../subscriptions/Payment.ts"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import type { AuditEventId, Change } from "./AuditEvent.ts"

/** Where a row stands in the table. */
export const RowKeys = Schema.Struct({ partition: Schema.String, sort: Schema.String })
export type RowKeys = typeof RowKeys.Type

/** One write to the table, as its stream tells of it: at least once, and with the row before and after as it was stored. */
export interface TableChange {
  readonly id: AuditEventId
  readonly at: DateTime.Utc
  readonly by: Change["by"]
  readonly keys: RowKeys
  readonly before: unknown
  readonly after: unknown
}

interface Audited<Tag, Row> {
  readonly _tag: Tag
  readonly subject: UserId
  readonly before: Option.Option<Row>
  readonly after: Option.Option<Row>
}

/** What a write was to. Rows that are not audited say nothing that another row does not. */
export type RowChange = Audited<"User", User> | Audited<"Payment", Payment> | { readonly _tag: "NotAudited" }

/** A row that nobody can make anything of. Carries no value of it. */
export class UnreadableRow extends Schema.TaggedError<UnreadableRow>()("UnreadableRow", {
  reason: Schema.Literals(["unknown_kind", "does_not_fit", "not_a_user"])
}) {
  override get message() {
    return `A row of the table cannot be read: ${this.reason}`
  }
}

/** Reads rows as their store writes them. */
export type ReadRow = (change: TableChange) => Result.Result<RowChange, UnreadableRow>
