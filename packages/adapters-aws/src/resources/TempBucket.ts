import type { Bucket, Needs } from "./Resource.ts"

/** Inputs of jobs on their way in, claims of workers, outcomes on their way out; nothing lives longer than two days. */
export const TempBucket = {
  env: "TEMP_BUCKET",
  prefixes: { incoming: "incoming/", claims: "claims/", outgoing: "outgoing/" },
  expireAfterDays: 2
} as const satisfies Bucket

/** ListBucket makes a missing key a 404, where S3 would answer 403 without it, and finds the jobs of one person. */
const seesMissingKeys = "s3:ListBucket"

/** A grant signs with the function's own right to put; SSE-KMS adds `kms:GenerateDataKey` on the key. */
export const uploadGrantNeeds = {
  resource: TempBucket,
  actions: ["s3:PutObject"]
} as const satisfies Needs

/** A retry: looks, counts in the claim, takes the ending back, copies the input onto itself; SSE-KMS adds `kms:Decrypt` and `kms:GenerateDataKey`. */
export const jobRetryNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", seesMissingKeys]
} as const satisfies Needs

/** `submit` of the vault; SSE-KMS adds `kms:GenerateDataKey`. */
export const jobRequestNeeds = {
  resource: TempBucket,
  actions: ["s3:PutObject"]
} as const satisfies Needs

/** `exists` of the vault, `remains` and `ending` of the store: HeadObject needs the right to get, and none on the key. */
export const jobStatusNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", seesMissingKeys]
} as const satisfies Needs

/** `DocumentVault` in full; SSE-KMS adds `kms:Decrypt` to read and `kms:GenerateDataKey` to grant. */
export const documentVaultNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", seesMissingKeys]
} as const satisfies Needs

/** `JobStore` in full; SSE-KMS adds `kms:Decrypt` and `kms:GenerateDataKey`. */
export const jobStoreNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", seesMissingKeys]
} as const satisfies Needs

/** What a cleanup does: delete and look again. */
export const jobCleanupNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", "s3:DeleteObject", seesMissingKeys]
} as const satisfies Needs
