/** PostgreSQL 15: the old tables as `MIGRATION-SOURCE.md` has them, column by column. */
export const oldSchema = `
create type auth_provider_type as enum ('google', 'apple', 'facebook');
create type account_status_type as enum ('active', 'suspended', 'deactivated', 'deleted');
create type consent_type as enum ('medical_disclaimers', 'terms_of_service', 'privacy_policy', 'healthcare_consultation', 'emergency_care_limitation');
create type subscription_status_type as enum ('active', 'expired', 'cancelled', 'pending');
create type subscription_type as enum ('monthly', 'yearly');
create type payment_provider_type as enum ('apple', 'google', 'stripe');
create type payment_status_type as enum ('pending', 'completed', 'failed', 'refunded', 'disputed');
create type content_type as enum ('result', 'report');
create type chat_category_type as enum ('explanation', 'doctor_prep', 'clarification', 'general', 'metrics', 'trends', 'stability', 'patterns');
create type device_status_type as enum ('active', 'inactive', 'revoked');
create type biometric_type as enum ('fingerprint', 'face', 'voice');
create type session_status_type as enum ('active', 'expired', 'revoked');
create type processing_status as enum ('uploaded', 'processing', 'completed', 'failed', 'timeout', 'retrying');
create type document_file_type as enum ('pdf', 'jpg', 'jpeg', 'png');
create type audit_event_type as enum ('authentication', 'data_access', 'consent_management', 'financial_transaction', 'security_event');
create type gdpr_lawful_basis_type as enum ('consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interests');
create type data_classification_type as enum ('public', 'internal', 'confidential', 'restricted', 'medical_phi');

create table users (
  id uuid primary key default gen_random_uuid(),
  external_id varchar(255) not null,
  auth_provider auth_provider_type not null,
  email varchar(1000) not null,
  email_hash varchar(64),
  email_verified boolean default false,
  name varchar(1000) not null,
  given_name varchar(1000),
  family_name varchar(1000),
  account_status account_status_type default 'active',
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  last_login_at timestamptz,
  deactivated_at timestamptz,
  unique (external_id, auth_provider)
);
create unique index users_email_hash on users (email_hash) where email_hash is not null;

create table consent_records (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  consent_type consent_type not null,
  consent_given boolean not null,
  consent_version varchar(50) not null,
  consent_method varchar(20) default 'bundled_consent',
  ui_checkbox_group integer,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  withdrawn_at timestamptz,
  unique (user_id, consent_type)
);

create table user_devices (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  device_id text not null,
  device_name text, model text, os_version text, app_version text,
  platform text not null,
  biometric_type biometric_type,
  secure_element boolean default false,
  public_key text,
  status device_status_type default 'active',
  last_active_at timestamptz default now(),
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (user_id, device_id)
);

create table user_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  device_id uuid not null references user_devices on delete cascade,
  session_id text not null unique,
  refresh_token_hash text not null,
  access_token_hash text,
  status session_status_type default 'active',
  created_at timestamptz default now(),
  last_accessed_at timestamptz default now(),
  expires_at timestamptz not null,
  user_agent text,
  source_ip inet,
  last_biometric_auth_at timestamptz,
  biometric_expires_at timestamptz,
  requires_biometric_reauth boolean default false,
  updated_at timestamptz default now(),
  check (expires_at > created_at),
  check (biometric_expires_at is null or biometric_expires_at > last_biometric_auth_at)
);

create table biometric_registrations (
  id uuid primary key default gen_random_uuid(),
  device_id uuid not null references user_devices on delete cascade,
  registration_id text not null unique,
  biometric_type biometric_type not null,
  challenge text not null,
  challenge_expires_at timestamptz not null,
  is_verified boolean default false,
  is_active boolean default true,
  verification_failures integer default 0 check (verification_failures between 0 and 10),
  device_attestation_data jsonb,
  registration_metadata jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  last_verified_at timestamptz,
  unique (device_id, biometric_type),
  check (challenge_expires_at > created_at)
);

create table subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  subscription_status subscription_status_type default 'pending',
  subscription_type subscription_type not null,
  provider payment_provider_type not null,
  external_subscription_id varchar(255) not null,
  external_subscription_id_hash varchar(64),
  start_date timestamptz not null,
  end_date timestamptz not null,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (provider, external_subscription_id)
);

create table subscription_tiers (
  tier_name varchar(20) primary key,
  medical_reports boolean default false,
  priority_processing boolean default false,
  advanced_analytics boolean default false,
  export_capabilities boolean default false,
  max_documents_per_month integer,
  monthly_price_usd numeric(6,2) default 0.00,
  yearly_price_usd numeric(7,2) default 0.00,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table payments (
  id uuid primary key default gen_random_uuid(),
  subscription_id uuid not null references subscriptions on delete cascade,
  user_id uuid not null references users on delete cascade,
  amount numeric(10,2) not null,
  currency char(3) not null,
  payment_status payment_status_type not null default 'pending',
  provider_transaction_id varchar(255) not null,
  provider_transaction_id_hash varchar(64),
  payment_method varchar(100) not null,
  processed_at timestamptz,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table chat_options (
  id uuid primary key default gen_random_uuid(),
  content_type content_type not null,
  category chat_category_type not null,
  option_text text not null,
  full_prompt_text text,
  display_order integer not null,
  has_sub_options boolean default false,
  requires_health_data boolean default false,
  is_active boolean default true,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (content_type, category, display_order)
);

create table processing_jobs (
  id uuid primary key default gen_random_uuid(),
  job_id text not null unique,
  user_id uuid not null references users on delete cascade,
  original_filename text not null,
  sanitized_filename text not null,
  file_type document_file_type not null,
  file_size bigint not null,
  file_checksum text, s3_encryption_key_id text,
  s3_bucket text not null, s3_key text not null,
  status processing_status not null default 'uploaded',
  progress_percentage integer default 0 check (progress_percentage between 0 and 100),
  uploaded_at timestamptz not null default now(),
  processing_started_at timestamptz, completed_at timestamptz, failed_at timestamptz,
  last_retry_at timestamptz, scheduled_retry_at timestamptz,
  retry_count integer default 0 check (retry_count between 0 and 3),
  max_retries integer default 3,
  processing_duration_ms bigint, upload_to_start_delay_ms bigint, ai_processing_time_ms bigint,
  error_message text, error_code text, timeout_reason text, user_agent text, session_id text, correlation_id text,
  s3_result_bucket text, s3_result_key text, ai_model_used text, text_extraction_method text,
  source_ip inet,
  api_version text default 'v1',
  security_scan_passed boolean default false,
  magic_number_validated boolean default false,
  file_integrity_verified boolean default false,
  confidence_score integer check (confidence_score between 1 and 10),
  extracted_text_length integer,
  ttl_expires_at timestamptz,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
alter table processing_jobs enable row level security;

create table processing_job_events (
  id uuid primary key default gen_random_uuid(),
  job_id uuid not null references processing_jobs on delete cascade,
  event_type text not null, event_subtype text, event_status text not null, event_message text,
  event_details jsonb default '{}',
  error_code text,
  user_id_hash text not null,
  session_id text, correlation_id text, user_agent text,
  source_ip inet,
  api_endpoint text, request_method text,
  processing_time_ms bigint,
  memory_usage_mb integer,
  security_scan_results jsonb,
  data_classification text default 'medical_phi',
  gdpr_lawful_basis text default 'consent',
  retention_years integer default 7,
  created_at timestamptz default now()
);
alter table processing_job_events enable row level security;

create table schema_versions (
  version varchar(20) primary key,
  applied_at timestamptz default now(),
  description text
);

create table audit_events (
  id uuid primary key default gen_random_uuid(),
  event_timestamp timestamptz not null default now(),
  event_type audit_event_type not null,
  event_subtype varchar(100) not null,
  user_id_hash varchar(64), admin_user_id_hash varchar(64), source_ip_hash varchar(64), user_agent_hash varchar(64),
  session_id uuid, request_id uuid,
  event_details jsonb not null,
  gdpr_lawful_basis gdpr_lawful_basis_type not null,
  data_classification data_classification_type not null,
  retention_period_years integer not null default 7 check (retention_period_years between 1 and 10),
  retention_expiry_date date,
  event_hash varchar(64) not null,
  created_at timestamptz default now()
);

create table audit_event_summaries (
  id uuid primary key default gen_random_uuid(),
  summary_date date, event_type audit_event_type, event_subtype varchar(100),
  total_events integer not null default 0, unique_users integer not null default 0,
  success_count integer not null default 0, failure_count integer not null default 0,
  public_events integer default 0, internal_events integer default 0, confidential_events integer default 0,
  restricted_events integer default 0, medical_phi_events integer default 0,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (summary_date, event_type, event_subtype)
);
`
