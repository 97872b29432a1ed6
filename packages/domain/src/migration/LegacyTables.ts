import { Schema } from "effect"

/** How a source gives a column: UTF-8 text, a number, whole milliseconds since 1970 rounded down, a truth value, a document. */
export type ColumnKind = "text" | "number" | "moment" | "truth" | "json"

/** A table of the old database: what is read of it, and what is not, with the reason. Together they are all its columns. */
export interface LegacyTable {
  readonly key: string
  readonly read: Readonly<Record<string, ColumnKind>>
  readonly unread: Readonly<Record<string, string>>
}

/** Tables that are read with the person to whom their rows belong. */
export const PersonTable = Schema.Literals([
  "users",
  "consent_records",
  "user_devices",
  "user_sessions",
  "biometric_registrations",
  "subscriptions",
  "payments",
  "processing_jobs",
  "processing_job_events"
])
export type PersonTable = typeof PersonTable.Type

/** Tables that belong to nobody. */
export const OtherTable = Schema.Literals([
  "subscription_tiers",
  "chat_options",
  "schema_versions",
  "audit_events",
  "audit_event_summaries"
])
export type OtherTable = typeof OtherTable.Type

export const TableName = Schema.Literals([...PersonTable.literals, ...OtherTable.literals])
export type TableName = typeof TableName.Type

const unneeded = "Nothing in the new system stands for it."
const whereabouts = "An address or a program of a person: personal, and needed by nothing that is kept."
const freeText = "Free text, which may hold a file name or a value of a report."

export const legacyTables: Readonly<Record<TableName, LegacyTable>> = {
  users: {
    key: "id",
    read: {
      id: "text",
      external_id: "text",
      auth_provider: "text",
      email: "text",
      email_verified: "truth",
      name: "text",
      given_name: "text",
      family_name: "text",
      account_status: "text",
      created_at: "moment",
      updated_at: "moment",
      last_login_at: "moment"
    },
    unread: {
      email_hash: "Salted with a literal that is in the code; made anew, keyed, from the address.",
      deactivated_at: "The status says it; who is deleted stays behind."
    }
  },
  consent_records: {
    key: "id",
    read: {
      id: "text",
      consent_type: "text",
      consent_given: "truth",
      consent_version: "text",
      consent_method: "text",
      created_at: "moment",
      updated_at: "moment",
      withdrawn_at: "moment"
    },
    unread: { user_id: "The person it is read with.", ui_checkbox_group: "Follows from the type." }
  },
  user_devices: {
    key: "id",
    read: {
      id: "text",
      device_id: "text",
      device_name: "text",
      model: "text",
      os_version: "text",
      app_version: "text",
      platform: "text",
      public_key: "text",
      status: "text",
      last_active_at: "moment",
      created_at: "moment"
    },
    unread: {
      user_id: "The person it is read with.",
      biometric_type: "Biometrics are registered anew, with a key of the new kind.",
      secure_element: "Biometrics are registered anew, with a key of the new kind.",
      updated_at: unneeded
    }
  },
  user_sessions: {
    key: "id",
    read: { id: "text", status: "text", expires_at: "moment" },
    unread: {
      user_id: "The person it is read with.",
      device_id: unneeded,
      session_id: unneeded,
      refresh_token_hash: "A hash of a token that the new system does not know: people sign in again.",
      access_token_hash: "Never filled.",
      created_at: unneeded,
      last_accessed_at: unneeded,
      user_agent: whereabouts,
      source_ip: whereabouts,
      last_biometric_auth_at: unneeded,
      biometric_expires_at: unneeded,
      requires_biometric_reauth: unneeded,
      updated_at: unneeded
    }
  },
  biometric_registrations: {
    key: "id",
    read: { id: "text" },
    unread: {
      device_id: "The device through which it is read.",
      registration_id: unneeded,
      biometric_type: unneeded,
      challenge: "Five minutes old at most when it was good.",
      challenge_expires_at: unneeded,
      is_verified: unneeded,
      is_active: unneeded,
      verification_failures: unneeded,
      device_attestation_data: "What a device says of itself; no key that signs.",
      registration_metadata: "What a device says of itself; no key that signs.",
      created_at: unneeded,
      updated_at: unneeded,
      last_verified_at: unneeded
    }
  },
  subscriptions: {
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
      user_id: "The person it is read with.",
      external_subscription_id_hash: "Follows from the id, which is stored in the clear."
    }
  },
  payments: {
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
      user_id: "The person it is read with.",
      provider_transaction_id_hash: "Follows from the id.",
      payment_method: "Follows from the store.",
      updated_at: unneeded
    }
  },
  processing_jobs: {
    key: "id",
    read: {
      id: "text",
      file_type: "text",
      status: "text",
      uploaded_at: "moment",
      completed_at: "moment",
      failed_at: "moment",
      retry_count: "number",
      error_code: "text",
      ai_model_used: "text",
      created_at: "moment"
    },
    unread: {
      user_id: "The archive names nobody; the events of the job carry a hash.",
      job_id: "Names the objects of a document that is gone.",
      original_filename: "A file name may tell an illness.",
      sanitized_filename: "A file name may tell an illness.",
      file_size: unneeded,
      file_checksum: "Names one document.",
      s3_encryption_key_id: unneeded,
      s3_bucket: "The document is gone.",
      s3_key: "The document is gone.",
      progress_percentage: unneeded,
      processing_started_at: unneeded,
      last_retry_at: unneeded,
      scheduled_retry_at: unneeded,
      max_retries: unneeded,
      processing_duration_ms: unneeded,
      upload_to_start_delay_ms: unneeded,
      ai_processing_time_ms: unneeded,
      error_message: freeText,
      timeout_reason: freeText,
      user_agent: whereabouts,
      session_id: unneeded,
      correlation_id: unneeded,
      s3_result_bucket: "The result is gone.",
      s3_result_key: "The result is gone.",
      text_extraction_method: unneeded,
      source_ip: whereabouts,
      api_version: unneeded,
      security_scan_passed: unneeded,
      magic_number_validated: unneeded,
      file_integrity_verified: unneeded,
      confidence_score: "Tells something of a report.",
      extracted_text_length: "Tells something of a report.",
      ttl_expires_at: unneeded,
      updated_at: unneeded
    }
  },
  processing_job_events: {
    key: "id",
    read: {
      id: "text",
      job_id: "text",
      event_type: "text",
      event_subtype: "text",
      event_status: "text",
      error_code: "text",
      user_id_hash: "text",
      api_endpoint: "text",
      request_method: "text",
      processing_time_ms: "number",
      data_classification: "text",
      gdpr_lawful_basis: "text",
      retention_years: "number",
      created_at: "moment"
    },
    unread: {
      event_message: freeText,
      event_details: freeText,
      session_id: unneeded,
      correlation_id: unneeded,
      user_agent: whereabouts,
      source_ip: whereabouts,
      memory_usage_mb: unneeded,
      security_scan_results: freeText
    }
  },
  subscription_tiers: {
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
  },
  chat_options: {
    key: "id",
    read: {
      id: "text",
      content_type: "text",
      category: "text",
      display_order: "number",
      has_sub_options: "truth",
      requires_health_data: "truth",
      is_active: "truth"
    },
    unread: {
      option_text: "The catalogue words its prompts itself.",
      full_prompt_text: "The catalogue words its prompts itself.",
      created_at: unneeded,
      updated_at: unneeded
    }
  },
  schema_versions: {
    key: "version",
    read: { version: "text" },
    unread: { applied_at: unneeded, description: unneeded }
  },
  audit_events: {
    key: "id",
    read: {
      id: "text",
      event_timestamp: "moment",
      event_type: "text",
      event_subtype: "text",
      user_id_hash: "text",
      admin_user_id_hash: "text",
      source_ip_hash: "text",
      user_agent_hash: "text",
      session_id: "text",
      request_id: "text",
      event_details: "json",
      gdpr_lawful_basis: "text",
      data_classification: "text",
      retention_period_years: "number",
      retention_expiry_date: "text",
      event_hash: "text"
    },
    unread: { created_at: "Only asked whether it is the moment of the schema's own update." }
  },
  audit_event_summaries: {
    key: "id",
    read: {
      id: "text",
      summary_date: "text",
      event_type: "text",
      event_subtype: "text",
      total_events: "number",
      unique_users: "number",
      success_count: "number",
      failure_count: "number",
      public_events: "number",
      internal_events: "number",
      confidential_events: "number",
      restricted_events: "number",
      medical_phi_events: "number",
      created_at: "moment"
    },
    unread: { updated_at: unneeded }
  }
}
