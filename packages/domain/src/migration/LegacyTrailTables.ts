import { freeText, type LegacyTable, unneeded, whereabouts } from "./LegacyTable.ts"

export const processingJobs = {
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
    user_id: "The archive names nobody.",
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
} as const satisfies LegacyTable

export const processingJobEvents = {
  key: "id",
  read: {
    id: "text",
    job_id: "text",
    event_type: "text",
    event_subtype: "text",
    event_status: "text",
    error_code: "text",
    user_id_hash: "text",
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
    api_endpoint: "A path, which may name a document.",
    memory_usage_mb: unneeded,
    security_scan_results: freeText
  }
} as const satisfies LegacyTable

export const auditEvents = {
  key: "id",
  read: {
    id: "text",
    event_timestamp: "moment",
    event_type: "text",
    event_subtype: "text",
    user_id_hash: "text",
    admin_user_id_hash: "text",
    request_id: "text",
    gdpr_lawful_basis: "text",
    data_classification: "text",
    retention_period_years: "number",
    retention_expiry_date: "text",
    event_hash: "text"
  },
  unread: {
    source_ip_hash: whereabouts,
    user_agent_hash: whereabouts,
    session_id: unneeded,
    event_details: freeText,
    created_at: "Only asked whether it is the moment of the schema's own update."
  }
} as const satisfies LegacyTable

export const auditEventSummaries = {
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
} as const satisfies LegacyTable
