import { type Tier } from "../subscriptions/Subscription.ts"
import { tiers } from "../subscriptions/Tiers.ts"
import type { ChatOptionRow, RawRow, TierRow } from "./LegacyRow.ts"
import type { Omission } from "./Verdict.ts"

const cents = (text: string): number => Math.round(Number(text) * 100)

const isTier = (name: string): name is Tier => name in tiers

/** Whether the code's tier table says the same as the row: what it costs, how many documents, and what only paid tiers do. */
export const tierVerdict = (row: TierRow): Omission => {
  if (!isTier(row.tier_name)) return "constant_edited"
  const { documentsPerMonth, features, prices } = tiers[row.tier_name]
  const price = (period: string) => prices.find(({ billingPeriod }) => billingPeriod === period)?.amountMinor ?? 0
  const says = [
    documentsPerMonth._tag === "Some" ? documentsPerMonth.value : null,
    price("monthly"),
    price("yearly"),
    features.includes("doctor_report"),
    features.includes("analytics_export")
  ]
  const stated = [
    row.max_documents_per_month,
    cents(row.monthly_price_usd),
    cents(row.yearly_price_usd),
    row.medical_reports,
    row.advanced_analytics && row.export_capabilities
  ]
  return says.every((value, i) => value === stated[i]) ? "constant" : "constant_edited"
}

/** The prompts as the old schema was delivered with them: content type, category, place, sub-options, needs health data. */
const delivered = new Set([
  "result/metrics/1/true/false",
  "result/clarification/2/true/true",
  "result/general/3/true/true",
  "result/doctor_prep/4/true/true",
  "result/explanation/5/false/true",
  "report/trends/1/false/true",
  "report/stability/2/false/true",
  "report/patterns/3/false/true",
  "report/doctor_prep/4/false/true",
  "report/general/5/false/true"
])

export const chatOptionVerdict = (row: ChatOptionRow): Omission => {
  const { category, content_type, display_order, has_sub_options, is_active, requires_health_data } = row
  const says = `${content_type}/${category}/${display_order}/${has_sub_options}/${requires_health_data}`
  return is_active && delivered.has(says) ? "constant" : "constant_edited"
}

const versions = new Set(["1.0.0", "1.1.0", "2.1.0", "3.0.0"])

export const schemaVersionVerdict = ({ version }: RawRow): Omission =>
  versions.has(String(version)) ? "constant" : "constant_edited"

/** The update that made the audit tables tried them out with three events of its own transaction. */
export const isSample = ({ is_sample }: RawRow): boolean => is_sample === true
