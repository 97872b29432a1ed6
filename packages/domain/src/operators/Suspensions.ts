import { Context, DateTime, Effect, Layer, Option, type Result } from "effect"
import type { OperatorFact } from "../audit/AuditEvent.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { SessionId } from "../sessions/SessionId.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import { type ConcurrentUpdate, UserNotFound } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, updateUser } from "../users/UserUpdates.ts"
import type { Grounds } from "./Operator.ts"
import type { NoLiveSession, NotSuspended } from "./OperatorErrors.ts"
import * as SuspensionRules from "./SuspensionRules.ts"
import type { Warrant } from "./Warrant.ts"
import { Warrants } from "./Warrants.ts"

/** `none`: only say whether it would be done. */
type IfGiven = Option.Option<Grounds>

type Refused<E> = E | UserNotFound | ConcurrentUpdate | Unavailable

/** Lets operators shut an account, open it again, and sign somebody out. What is refused is not told to the trail; what is done, before it is. */
export class Suspensions extends Context.Service<
  Suspensions,
  {
    suspend(userId: UserId, grounds: IfGiven): Effect.Effect<User, Refused<AccountNotActive>>
    reactivate(userId: UserId, grounds: IfGiven): Effect.Effect<User, Refused<NotSuspended>>
    endSession(
      userId: UserId,
      session: Option.Option<SessionId>,
      grounds: IfGiven
    ): Effect.Effect<User, Refused<NoLiveSession>>
  }
>()("@serenya/domain/operators/Suspensions") {
  static readonly layer = Layer.effect(
    Suspensions,
    Effect.gen(function* () {
      const store = yield* UserStore
      const warrants = yield* Warrants

      type Rule<E> = (user: User, now: DateTime.Utc) => Result.Result<User, E>

      const carryOut = <E>({ subject }: Warrant<OperatorFact>, rule: Rule<E>) =>
        updateUser(store, store.find(subject), (user, now) =>
          Effect.map(Effect.fromResult(rule(user, now)), (next) => changed(next, next))
        )

      const act = Effect.fnUntraced(function* <E>(fact: OperatorFact, userId: UserId, grounds: IfGiven, rule: Rule<E>) {
        const found = yield* store.find(userId)
        if (Option.isNone(found)) return yield* new UserNotFound()
        const foreseen = yield* Effect.fromResult(rule(found.value, yield* DateTime.now))
        if (Option.isNone(grounds)) return foreseen
        return yield* carryOut(yield* warrants.issue(fact, userId, grounds.value), rule)
      })

      return Suspensions.of({
        suspend: Effect.fn("Suspensions.suspend")((userId: UserId, grounds: IfGiven) =>
          act("operator-suspension", userId, grounds, SuspensionRules.suspend)
        ),
        reactivate: Effect.fn("Suspensions.reactivate")((userId: UserId, grounds: IfGiven) =>
          act("operator-reactivation", userId, grounds, SuspensionRules.reactivate)
        ),
        endSession: Effect.fn("Suspensions.endSession")(
          (userId: UserId, session: Option.Option<SessionId>, grounds: IfGiven) =>
            act("operator-sign-out", userId, grounds, (user, now) => SuspensionRules.endSession(user, session, now))
        )
      })
    })
  )
}
