import { type LegacyTable, ownerKnown, unneeded } from "./LegacyTable.ts"

export const subscriptions = {
  key: "id",
  read: {
    id: "text",
    subscription_status: "text",
    subscription_type: "text",
    provider: "text",
    external_subscription_id: "text",
    start_date: "moment",
    end_date: "moment",
    created_at: "moment",
    updated_at: "moment"
  },
  unread: {
    user_id: ownerKnown,
    external_subscription_id_hash: "Follows from the id, which is stored in the clear."
  }
} as const satisfies LegacyTable

export const payments = {
  key: "id",
  read: {
    id: "text",
    subscription_id: "text",
    amount: "text",
    currency: "text",
    payment_status: "text",
    provider_transaction_id: "text",
    processed_at: "moment",
    created_at: "moment"
  },
  unread: {
    user_id: ownerKnown,
    provider_transaction_id_hash: "Follows from the id.",
    payment_method: "Follows from the store.",
    updated_at: unneeded
  }
} as const satisfies LegacyTable

export const subscriptionTiers = {
  key: "tier_name",
  read: {
    tier_name: "text",
    medical_reports: "truth",
    priority_processing: "truth",
    advanced_analytics: "truth",
    export_capabilities: "truth",
    max_documents_per_month: "number",
    monthly_price_usd: "text",
    yearly_price_usd: "text"
  },
  unread: { created_at: unneeded, updated_at: unneeded }
} as const satisfies LegacyTable
