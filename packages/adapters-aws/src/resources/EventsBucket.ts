import type { Bucket, Needs } from "./Resource.ts"

/** What must outlive the table: who was erased, by keyed hash, and what the old database had of a trail. Kept for seven years, longer than any backup. */
export const EventsBucket = {
  env: "EVENTS_BUCKET",
  prefixes: { erasures: "erasures/", legacy: "legacy/" },
  expireAfterDays: 7 * 365 + 2,
  isEvidence: true
} as const satisfies Bucket

/** The erasure ledger's part of it. */
const ErasureEntries = { ...EventsBucket, prefixes: { erasures: EventsBucket.prefixes.erasures } } as const

/** `ErasureLedger`: writes an entry once and reads it. Nothing deletes one; ListBucket makes a missing key a 404. */
export const erasureLedgerNeeds = {
  resource: ErasureEntries,
  actions: ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
  encryption: ["kms:Decrypt", "kms:GenerateDataKey"]
} as const satisfies Needs

/** Whether somebody asked to be forgotten: an entry is read and never written. */
export const erasureLedgerReadNeeds = {
  resource: ErasureEntries,
  actions: ["s3:GetObject", "s3:ListBucket"],
  encryption: ["kms:Decrypt"]
} as const satisfies Needs
