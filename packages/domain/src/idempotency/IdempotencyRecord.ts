import { Schema } from "effect"
import { IdempotencyKey } from "./IdempotencyKey.ts"

/** Whose key it is: a user id, or what stands for the credential of somebody who is not signed in. */
export const ScopeId = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{36,43}$/)).pipe(Schema.brand("ScopeId"))
export type ScopeId = typeof ScopeId.Type

/** A keyed digest of what was asked for: says whether two requests are the same, and nothing else about them. */
export const RequestHash = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{43}$/)).pipe(
  Schema.brand("RequestHash")
)
export type RequestHash = typeof RequestHash.Type

/** An answer that only its own scope opens, and only for its own key. */
export const SealedAnswer = Schema.String.check(Schema.isNonEmpty()).pipe(Schema.brand("SealedAnswer"))
export type SealedAnswer = typeof SealedAnswer.Type

const fields = {
  scope: ScopeId,
  key: IdempotencyKey,
  /** Names the call that wrote the record, so that it is told from every other one. */
  callId: Schema.String,
  requestHash: RequestHash,
  expiresAt: Schema.DateTimeUtc
}

/** What is known of a key: a call is at work on it until its lease ends, or its answer stands. */
export const IdempotencyRecord = Schema.TaggedUnion({
  Pending: { ...fields, leaseUntil: Schema.DateTimeUtc },
  Completed: { ...fields, answer: SealedAnswer }
})
export type IdempotencyRecord = typeof IdempotencyRecord.Type
export type Pending = typeof IdempotencyRecord.cases.Pending.Type
export type Completed = typeof IdempotencyRecord.cases.Completed.Type
