import { Option, Schema } from "effect"
import type { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { Warrant } from "../operators/Warrant.ts"
import type { Registrant } from "../users/Registrant.ts"
import type { User } from "../users/User.ts"
import type { Registered } from "../users/UserDirectory.ts"
import type { ErasureEntry } from "./ErasureLedger.ts"

/** What a person types, or an app sends once they pressed the second button: nobody is erased by a stray request. */
export const ErasureConfirmation = Schema.Literal("DELETE")
export type ErasureConfirmation = typeof ErasureConfirmation.Type

/** Evidence that this person asked to be forgotten. Only these four make one; erasing demands it. */
export class ErasureOrder {
  /** Makes the type nominal: an object of the same shape is no order. */
  protected readonly given = true
  readonly registrant: Registrant

  private constructor(registrant: Registrant) {
    this.registrant = registrant
  }

  /** They are there, and say so. */
  static readonly confirmed = (user: User, _proof: StepUpProof, _confirmation: ErasureConfirmation): ErasureOrder =>
    new ErasureOrder(user)

  /** They asked by another way than the app, and an operator answers for it: the audit trail knows who, why, and where it stands. */
  static readonly ordered = (
    registrant: Registrant,
    warrant: Warrant<"operator-erasure">
  ): Option.Option<ErasureOrder> =>
    registrant.id === warrant.subject ? Option.some(new ErasureOrder(registrant)) : Option.none()

  /** They said so before: their account bears the tombstone. */
  static readonly standing = (registered: Registered): Option.Option<ErasureOrder> =>
    registered.status === "deleted" ? Option.some(new ErasureOrder(registered)) : Option.none()

  /** They said so before a backup was restored, or their account is gone already: the ledger has them. */
  static readonly recorded = (registrant: Registrant, _entry: ErasureEntry): ErasureOrder =>
    new ErasureOrder(registrant)
}
