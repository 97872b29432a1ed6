import { Schema } from "effect"
import { ErasureEntry } from "./ErasureLedger.ts"

/** Something named in a receipt or an export, and a reason in words for the person. */
export const Reasoned = Schema.Struct({ what: Schema.String, reason: Schema.String })

/**
 * Proof of an erasure: everything in `erased` was deleted, then looked for in vain at `verifiedAt`. `reference` finds the
 * entry in the ledger; `kept` is what outlives the person, and why.
 */
export const ErasureReceipt = Schema.Struct({
  ...ErasureEntry.fields,
  verifiedAt: Schema.DateTimeUtc,
  erased: Schema.Array(Schema.String),
  kept: Schema.Array(Reasoned)
})
export type ErasureReceipt = typeof ErasureReceipt.Type
