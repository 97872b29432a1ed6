import { Effect } from "effect"
import type { OperatorAct, OperatorFact } from "../audit/AuditEvent.ts"
import type { AuditTrail } from "../audit/AuditTrail.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"

/** Evidence that the audit trail knows what an operator is about to do, to whom and why. Only `issue` makes one; acting demands it. */
export class Warrant<F extends OperatorFact> {
  /** Makes the type nominal: an object of the same shape is no warrant. */
  protected readonly recorded = true
  readonly fact: F
  readonly subject: UserId

  private constructor(fact: F, subject: UserId) {
    this.fact = fact
    this.subject = subject
  }

  /** Where the trail is out of reach there is no warrant, and nothing is done. */
  static readonly issue = <F extends OperatorFact>(
    trail: AuditTrail["Service"],
    act: OperatorAct & { readonly fact: F }
  ): Effect.Effect<Warrant<F>, Unavailable> => Effect.map(trail.append(act), () => new Warrant(act.fact, act.subject))
}
