import { Context, type DateTime, Effect, Layer, Option } from "effect"
import type { OperatorFact } from "../audit/AuditEvent.ts"
import type { Grounds } from "../operators/Operator.ts"
import type { Warrant } from "../operators/Warrant.ts"
import { Warrants } from "../operators/Warrants.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import { type ConcurrentUpdate, UserNotFound } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, type Decision, unchanged, updateUser } from "../users/UserUpdates.ts"
import type { Grant } from "./Grant.ts"
import { GrantNotFound, type GrantRefused } from "./GrantErrors.ts"
import * as GrantRules from "./GrantRules.ts"
import * as LedgerRules from "./LedgerRules.ts"
import type { ExternalId } from "./Purchase.ts"
import { type HeldPurchase, type LedgerEntry, SubscriptionLedger } from "./SubscriptionLedger.ts"
import { type SubscriptionView, viewOf } from "./SubscriptionRules.ts"

/** What a grant came to: whether it changed anything, and what the person has with it. */
export interface Granted extends SubscriptionView {
  readonly grant: ExternalId
  readonly isNew: boolean
}

/** `none`: only say what it would come to. */
type IfGiven = Option.Option<Grounds>

type Interrupted = UserNotFound | ConcurrentUpdate | Unavailable

/** What is said of a grant, over everything that is held; none: nothing is to be said. */
type Saying<E> = (
  user: User,
  held: ReadonlyArray<HeldPurchase>,
  now: DateTime.Utc
) => Effect.Effect<Option.Option<LedgerRules.Said>, E>

/** What operators give people for nothing: lines of the ledger like those of the stores, of which no payment is ever booked. */
export class Grants extends Context.Service<
  Grants,
  {
    /** Gives a paid tier until a moment; again is fine, and after a revocation gives it anew. */
    give(userId: UserId, grant: Grant, grounds: IfGiven): Effect.Effect<Granted, GrantRefused | Interrupted>
    /** Takes back a grant that runs, by its name. */
    revoke(userId: UserId, grant: ExternalId, grounds: IfGiven): Effect.Effect<Granted, GrantNotFound | Interrupted>
  }
>()("@serenya/domain/subscriptions/Grants") {
  static readonly layer = Layer.effect(
    Grants,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* SubscriptionLedger
      const warrants = yield* Warrants

      /** A grant books nothing and answers no notification, and its line is named after its person. */
      const save = (entry: LedgerEntry) =>
        Effect.catchTag(ledger.record(entry), ["NotificationKnown", "LineTaken"], Effect.die)

      const decided = Effect.fnUntraced(function* <E>(
        grant: ExternalId,
        say: Saying<E>,
        user: User,
        now: DateTime.Utc
      ): Effect.fn.Return<Decision<Granted, LedgerEntry>, E | UserNotFound | Unavailable> {
        if (UserRules.isForgotten(Option.some(user))) return yield* new UserNotFound()
        const held = yield* ledger.purchasesOf(user.id)
        const said = yield* say(user, held, now)
        const step = Option.flatMap(said, (one) => LedgerRules.enter(user, held, [one], now))
        if (Option.isNone(step)) return unchanged({ grant, isNew: false, ...viewOf(user.subscription, now) })
        const { bookings: _, ...entry } = step.value
        return changed(
          { ...entry, payments: [], receipt: Option.none() },
          { grant, isNew: true, ...viewOf(entry.user.subscription, now) }
        )
      })

      const foreseen = <E>(userId: UserId, grant: ExternalId, say: Saying<E>) =>
        updateUser({ save }, store.find(userId), (user, now) =>
          Effect.map(decided(grant, say, user, now), ({ answer }) => unchanged(answer))
        )

      const carryOut = <E>({ subject }: Warrant<OperatorFact>, grant: ExternalId, say: Saying<E>) =>
        updateUser({ save }, store.find(subject), (user, now) => decided(grant, say, user, now))

      /** What is refused, or stands already, is not told to the trail; what is done, before it is. */
      const act = Effect.fnUntraced(function* <E>(
        fact: OperatorFact,
        userId: UserId,
        grant: ExternalId,
        grounds: IfGiven,
        say: Saying<E>
      ) {
        const before = yield* foreseen(userId, grant, say)
        if (Option.isNone(grounds) || !before.isNew) return before
        return yield* carryOut(yield* warrants.issue(fact, userId, grounds.value, ["subscription"]), grant, say)
      })

      const give = Effect.fn("Grants.give")((userId: UserId, grant: Grant, grounds: IfGiven) => {
        const line = GrantRules.lineOf(userId, grant)
        return act(
          "operator-grant",
          userId,
          line.externalId,
          grounds,
          Effect.fnUntraced(function* (user, held, now) {
            const said = yield* Effect.fromResult(GrantRules.given(user, held, grant, now))
            const isStanding = Option.exists(LedgerRules.heldOf(held, line), (one) => GrantRules.runs(one, now))
            return isStanding ? Option.none() : Option.some(said)
          })
        )
      })

      const revoke = Effect.fn("Grants.revoke")((userId: UserId, grant: ExternalId, grounds: IfGiven) =>
        act(
          "operator-grant-revocation",
          userId,
          grant,
          grounds,
          Effect.fnUntraced(function* (_, held, now) {
            const found = LedgerRules.heldOf(held, { provider: "system", externalId: grant })
            const standing = Option.filter(found, (one) => GrantRules.runs(one, now))
            if (Option.isNone(standing)) return yield* new GrantNotFound()
            return Option.some(GrantRules.revoked(standing.value, now))
          })
        )
      )

      return Grants.of({ give, revoke })
    })
  )
}
