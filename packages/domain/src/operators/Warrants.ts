import { Context, DateTime, Effect, Layer } from "effect"
import { AuditEventId, type OperatorFact } from "../audit/AuditEvent.ts"
import { AuditTrail } from "../audit/AuditTrail.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import type { Grounds } from "./Operator.ts"
import { OperatorIdentity } from "./OperatorIdentity.ts"
import { Warrant } from "./Warrant.ts"

/** Tells the audit trail what an operator is about to do, so that it may be done. */
export class Warrants extends Context.Service<
  Warrants,
  {
    /** `fields` are the names of what is shown or changed, never what stands there. */
    issue<F extends OperatorFact>(
      fact: F,
      subject: UserId,
      grounds: Grounds,
      fields?: ReadonlyArray<string>
    ): Effect.Effect<Warrant<F>, Unavailable>
  }
>()("@serenya/domain/operators/Warrants") {
  static readonly layer = Layer.effect(
    Warrants,
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const identity = yield* OperatorIdentity
      const ids = yield* RandomIds

      const issue = Effect.fn("Warrants.issue")(function* <F extends OperatorFact>(
        fact: F,
        subject: UserId,
        { reason, ticket }: Grounds,
        fields: ReadonlyArray<string> = []
      ) {
        return yield* Warrant.issue(trail, {
          format: 1,
          id: AuditEventId.make(yield* ids.uuid),
          at: yield* DateTime.now,
          type: "security",
          fact,
          operator: yield* identity.current,
          reason,
          ...(ticket !== undefined && { ticket }),
          subject,
          fields
        })
      })

      return Warrants.of({ issue })
    })
  )
}
