import type { DateTime } from "effect"
import type { Payment } from "../subscriptions/Payment.ts"
import type { User } from "../users/User.ts"
import type { RawRow } from "./LegacyRow.ts"
import type { TableName } from "./LegacyTables.ts"
import type { RowVerdict } from "./Verdict.ts"

/** A row that goes to the archive instead of the table. */
export interface ArchivedRow {
  readonly table: TableName
  readonly id: string
  readonly at: DateTime.Utc
  readonly row: RawRow
}

/** A user as the rows make them, before their personal data is sealed. */
export type UserDraft = Omit<ConstructorParameters<typeof User>[0], "emailKey" | "person">

/** What is to be done for one person, and what became of each of their rows if it succeeds. */
export interface Move {
  readonly draft: UserDraft
  readonly payments: ReadonlyArray<Payment>
  readonly archived: ReadonlyArray<ArchivedRow>
  readonly verdicts: ReadonlyArray<RowVerdict>
}

/** What is known of all people together before anybody is moved. */
export interface Overview {
  /** The cut-off: what had ended by then is over. The same in every run of one migration. */
  readonly asOf: DateTime.Utc
  /** Who shares an address with whom. */
  readonly sharedEmails: ReadonlyMap<string, ReadonlyArray<string>>
  /** Payments whose transaction several people claim. */
  readonly sharedTransactions: ReadonlySet<string>
}
