import type { OtherTable } from "@serenya/domain/migration/LegacyTables"
import { type Row, uuid } from "./OldPeople.ts"

const updated = "2025-06-01T12:00:00.123456Z"

const option = (content_type: string, category: string, display_order: number, more: Row = {}): Row => ({
  id: uuid("option", content_type, category, display_order),
  content_type,
  category,
  option_text: `${category} of ${content_type}`,
  display_order,
  has_sub_options: content_type === "result",
  requires_health_data: true,
  ...more
})

/** What the old trail told of an audited request beside what happened: enough to find somebody by. */
export const tellTale = { ip: "c".repeat(64), program: "d".repeat(64), file: "hiv-test.pdf" } as const

const audited = (n: number, row: Row = {}): Row => ({
  id: uuid("audit", n),
  event_timestamp: "2025-07-01T10:00:00Z",
  event_type: "authentication",
  event_subtype: "login",
  user_id_hash: "a".repeat(64),
  source_ip_hash: tellTale.ip,
  user_agent_hash: tellTale.program,
  event_details: { method: "google", file: tellTale.file, n },
  gdpr_lawful_basis: "consent",
  data_classification: "internal",
  event_hash: "b".repeat(64),
  created_at: "2025-07-01T10:00:00Z",
  ...row
})

/** Rows that are nobody's: constants, one of which was edited, and the audit trail with its three examples. */
export const oldTables: Readonly<Record<OtherTable, ReadonlyArray<Row>>> = {
  subscription_tiers: [
    { tier_name: "free", max_documents_per_month: 5 },
    {
      tier_name: "premium",
      medical_reports: true,
      priority_processing: true,
      advanced_analytics: true,
      export_capabilities: true,
      monthly_price_usd: "12.99",
      yearly_price_usd: "99.99"
    }
  ],
  chat_options: [
    option("result", "metrics", 1, { requires_health_data: false }),
    option("result", "clarification", 2),
    option("result", "explanation", 5, { has_sub_options: false }),
    option("report", "trends", 1),
    option("report", "general", 6)
  ],
  schema_versions: [
    { version: "3.0.0", applied_at: "2025-01-01T00:00:00Z" },
    { version: "2.1.0", applied_at: updated }
  ],
  audit_events: [
    ...[1, 2, 3, 4, 5].map((n) => audited(n)),
    ...[6, 7, 8].map((n) => audited(n, { created_at: updated }))
  ],
  audit_event_summaries: [
    {
      id: uuid("summary"),
      summary_date: "2025-07-01",
      event_type: "authentication",
      event_subtype: "login",
      total_events: 5
    }
  ]
}
