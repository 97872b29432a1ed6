import { Schema } from "effect"
import { UserId } from "../users/UserId.ts"
import { StorePurchase } from "./Purchase.ts"

/**
 * Evidence of what a store says of one line: its signature was checked, or it was asked. Only a `Storefronts` makes one.
 * `terms` are those that it speaks of, 20 at most.
 */
export class StoreStatement extends Schema.Class<StoreStatement>("StoreStatement")({
  purchase: StorePurchase.check(
    Schema.makeFilter(({ terms }) => terms.length <= 20, { expected: "at most 20 terms in one statement" })
  ),
  /** Whom the app named when it was bought (Apple: `appAccountToken`, Google: `obfuscatedExternalAccountId`). */
  owner: Schema.Option(UserId),
  /** Signed by the store at some time, or fetched from it just now. */
  basis: Schema.Literals(["signed", "fetched"])
}) {}
