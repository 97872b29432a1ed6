import type { Bucket, Needs } from "./Resource.ts"

/** Inputs of jobs on their way in, claims of workers, outcomes on their way out; nothing lives longer than two days. */
export const TempBucket = {
  env: "TEMP_BUCKET",
  prefixes: { incoming: "incoming/", claims: "claims/", outgoing: "outgoing/" },
  expireAfterDays: 2
} as const satisfies Bucket

/** ListBucket makes a missing key a 404, where S3 would answer 403 without it, and finds the jobs of one person. */
const seesMissingKeys = "s3:ListBucket"

const { claims, incoming, outgoing } = TempBucket.prefixes

/** Its parts. What a function does to one of them says nothing of the others. */
const Inputs = { ...TempBucket, prefixes: { incoming } } as const
const Claims = { ...TempBucket, prefixes: { claims } } as const
const Outcomes = { ...TempBucket, prefixes: { outgoing } } as const

/** A grant signs with the function's own right to put. */
export const uploadGrantNeeds = {
  resource: Inputs,
  actions: ["s3:PutObject"],
  encryption: ["kms:GenerateDataKey"]
} as const satisfies Needs

/** A retry: looks, counts in the claim, takes the ending back, copies the input onto itself. */
export const jobRetryNeeds = [
  {
    resource: Inputs,
    actions: ["s3:GetObject", "s3:PutObject", seesMissingKeys],
    encryption: ["kms:Decrypt", "kms:GenerateDataKey"]
  },
  {
    resource: Claims,
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    encryption: ["kms:Decrypt", "kms:GenerateDataKey"]
  },
  { resource: Outcomes, actions: ["s3:GetObject", "s3:DeleteObject"] }
] as const satisfies ReadonlyArray<Needs>

/** `submit` of the vault. */
export const jobRequestNeeds = {
  resource: Inputs,
  actions: ["s3:PutObject"],
  encryption: ["kms:GenerateDataKey"]
} as const satisfies Needs

/** `exists` of the vault and `ending` of the store are heads, which need no right on the key; the claim of a job that was started again is read. */
export const jobStatusNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", seesMissingKeys],
  encryption: ["kms:Decrypt"]
} as const satisfies Needs

/** Reads what ended well or badly, and looks whether a job is still waiting. */
export const jobResultNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", seesMissingKeys],
  encryption: ["kms:Decrypt"]
} as const satisfies Needs

/** Runs a job: reads its document, claims it, writes its outcome, deletes what is spent. */
export const jobRunNeeds = [
  {
    resource: Inputs,
    actions: ["s3:GetObject", "s3:DeleteObject", seesMissingKeys],
    encryption: ["kms:Decrypt"]
  },
  {
    resource: Claims,
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    encryption: ["kms:Decrypt", "kms:GenerateDataKey"]
  },
  {
    resource: Outcomes,
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    encryption: ["kms:GenerateDataKey"]
  }
] as const satisfies ReadonlyArray<Needs>

/** What a cleanup does: delete and look again. */
export const jobCleanupNeeds = {
  resource: TempBucket,
  actions: ["s3:GetObject", "s3:DeleteObject", seesMissingKeys]
} as const satisfies Needs
