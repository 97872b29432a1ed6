import { Option, Result, Schema } from "effect"
import { ChatOptionRow, decoder, idOf, type RawRow, TierRow } from "./LegacyRow.ts"
import { legacyTables, type OtherTable } from "./LegacyTables.ts"
import type { ArchivedRow } from "./Move.ts"
import { chatOptionVerdict, isSample, schemaVersionVerdict, tierVerdict } from "./ReferenceMappingRules.ts"
import type { RowVerdict, Verdict } from "./Verdict.ts"

const decodeTier = decoder(TierRow)
const decodeChatOption = decoder(ChatOptionRow)
const decodeMoment = Schema.decodeUnknownOption(Schema.DateTimeUtcFromMillis)

/** A row that is nobody's: what becomes of it, and what lies in the archive for it. */
export interface Judged {
  readonly verdict: RowVerdict
  readonly archived: Option.Option<ArchivedRow>
}

/** Constants are compared with the code; what was audited is kept as it stands, with the hashes that seal it. */
export const judgeRow = (table: OtherTable, row: RawRow): Judged => {
  const id = idOf(row, legacyTables[table].key)
  const told = (verdict: Verdict): Judged => ({ verdict: { table, id, verdict }, archived: Option.none() })
  const archived = (moment: unknown): Judged =>
    Option.match(decodeMoment(moment), {
      onNone: () => told("row_unfit"),
      onSome: (at) => ({ ...told("archived"), archived: Option.some({ table, id, at, row }) })
    })
  switch (table) {
    case "subscription_tiers":
      return told(Result.merge(Result.map(decodeTier(row), tierVerdict)))
    case "chat_options":
      return told(Result.merge(Result.map(decodeChatOption(row), chatOptionVerdict)))
    case "schema_versions":
      return told(schemaVersionVerdict(row))
    case "audit_events":
      return isSample(row) ? told("audit_sample") : archived(row["event_timestamp"])
    case "audit_event_summaries":
      return archived(row["created_at"])
  }
}
