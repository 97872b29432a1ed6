import { Schema } from "effect"

/** What an app got from its store for a purchase, and what a server makes sure of. */
export const StoreProof = Schema.TaggedUnion({
  /** StoreKit 2: `Transaction.jwsRepresentation`. */
  Apple: { signedTransaction: Schema.Redacted(Schema.String) },
  /** Play Billing: `Purchase.purchaseToken`. */
  Google: { purchaseToken: Schema.Redacted(Schema.String) }
})
export type StoreProof = typeof StoreProof.Type
