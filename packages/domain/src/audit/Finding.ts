import { Schema } from "effect"

/** What is wrong with the trail or with what vouches for it. */
export const FindingKind = Schema.Literals([
  /** A checkpoint vouches for an event that is not there: deleted, or cut off. */
  "event_missing",
  /** Other words than those that a checkpoint vouches for. */
  "event_edited",
  /** No checkpoint vouches for it, and it is too late for one to: put there, or left when checkpoints were cut off. */
  "event_inserted",
  "event_covered_twice",
  "checkpoint_missing",
  "checkpoint_unreadable",
  /** Its signature is not ours. */
  "checkpoint_forged",
  /** It stands where another number belongs. */
  "checkpoint_misplaced",
  /** It does not follow the one before it. */
  "checkpoint_unlinked",
  /** Its count, its order or its chain is not what its events come to. */
  "checkpoint_inconsistent",
  /** The newest is too old: cut off, or nobody takes them any more. */
  "checkpoints_stale",
  /** One that was seen before is not there, or is another. */
  "anchor_missing"
])

/** `what` is the key of an event, or the number of a checkpoint. */
export const Finding = Schema.Struct({ kind: FindingKind, what: Schema.String })
export type Finding = typeof Finding.Type

/** What a verification came to: sound is a trail without findings. `pending` events wait for their first checkpoint. */
export const VerificationReport = Schema.Struct({
  verifiedAt: Schema.DateTimeUtc,
  checkpoints: Schema.Int,
  events: Schema.Int,
  covered: Schema.Int,
  pending: Schema.Int,
  /** The newest checkpoint, to be kept elsewhere as an anchor: `number:digest`. */
  newest: Schema.optionalKey(Schema.String),
  findings: Schema.Array(Finding)
})
export type VerificationReport = typeof VerificationReport.Type
