import { EventsBucket } from "./EventsBucket.ts"
import type { Bucket, Needs } from "./Resource.ts"

const { env, expireAfterDays, isEvidence } = EventsBucket

/**
 * The audit trail's part of the events bucket. It gets cheaper as it gets older, in classes that answer at once, since
 * whoever verifies it reads all of it. The ledger of erasures beside it never leaves the first class.
 */
export const AuditEvents = {
  env,
  prefixes: { observability: "observability/" },
  expireAfterDays,
  isEvidence,
  transitions: [
    { prefix: "observability/", afterDays: 90, storageClass: "STANDARD_IA" },
    { prefix: "observability/", afterDays: 365, storageClass: "GLACIER_IR" }
  ]
} as const satisfies Bucket

/** The checkpoints' part of the events bucket: as long-lived as what they cover. */
export const AuditCheckpoints = {
  env,
  prefixes: { checkpoints: "checkpoints/" },
  expireAfterDays,
  isEvidence
} as const satisfies Bucket

/** `append` of `AuditTrail`: one conditional write. Nothing deletes an event. */
export const auditAppendNeeds = {
  resource: AuditEvents,
  actions: ["s3:PutObject"],
  encryption: ["kms:GenerateDataKey"]
} as const satisfies Needs

/** What a checkpoint covers: lists and reads the trail. */
export const auditReadNeeds = {
  resource: AuditEvents,
  actions: ["s3:GetObject", "s3:ListBucket"],
  encryption: ["kms:Decrypt"]
} as const satisfies Needs

/** `CheckpointStore`: reads checkpoints and writes each once. Nothing deletes one. */
export const checkpointStoreNeeds = {
  resource: AuditCheckpoints,
  actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
  encryption: ["kms:Decrypt", "kms:GenerateDataKey"]
} as const satisfies Needs
