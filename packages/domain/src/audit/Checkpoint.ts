import { Schema } from "effect"
import { AuditKey } from "./AuditKey.ts"
import { CheckpointSignature } from "./CheckpointSigner.ts"
import { Digest } from "./Digests.ts"

/** An event as a checkpoint vouches for it. */
export const Covered = Schema.Struct({ key: AuditKey, digest: Digest })
export type Covered = typeof Covered.Type

/**
 * Vouches for every event that was in the trail at `at` and that no earlier checkpoint covers. `previous` is the digest of
 * the checkpoint before, `head` the head of one hash chain through all events of all checkpoints, in their order.
 */
export const Checkpoint = Schema.Struct({
  format: Schema.Literal(1),
  number: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  at: Schema.DateTimeUtc,
  previous: Digest,
  count: Schema.Int,
  /** Events that the chain has until here. */
  total: Schema.Int,
  head: Digest,
  entries: Schema.Array(Covered)
})
export type Checkpoint = typeof Checkpoint.Type

/** A checkpoint as its signer saw it. */
export const CheckpointText = Schema.fromJsonString(Schema.toCodecJson(Checkpoint))

/** A checkpoint as it is kept: its text, letter by letter, and the signature of it. */
export const SignedCheckpoint = Schema.fromJsonString(
  Schema.Struct({ checkpoint: Schema.String, signature: CheckpointSignature })
)
export type SignedCheckpoint = typeof SignedCheckpoint.Type

/** The newest checkpoint somebody has seen, kept elsewhere: `number:digest`. Whoever cuts the chain off cannot cut that. */
export const Anchor = Schema.Struct({ number: Checkpoint.fields.number, digest: Digest })
export type Anchor = typeof Anchor.Type
