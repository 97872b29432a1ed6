import { Context, type DateTime, Effect, Layer, Option } from "effect"
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

export interface GrantOptions {
  /** Says what it would come to, and writes nothing. */
  readonly isDryRun: boolean
}

type Interrupted = UserNotFound | ConcurrentUpdate | Unavailable

/** What operators give people for nothing: lines of the ledger like those of the stores, of which no payment is ever booked. */
export class Grants extends Context.Service<
  Grants,
  {
    /** Gives a paid tier until a moment; again is fine, and after a revocation gives it anew. */
    give(userId: UserId, grant: Grant, options: GrantOptions): Effect.Effect<Granted, GrantRefused | Interrupted>
    /** Takes back a grant that runs, by its name. */
    revoke(
      userId: UserId,
      grant: ExternalId,
      options: GrantOptions
    ): Effect.Effect<Granted, GrantNotFound | Interrupted>
  }
>()("@serenya/domain/subscriptions/Grants") {
  static readonly layer = Layer.effect(
    Grants,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* SubscriptionLedger

      /** A grant books nothing and answers no notification, and its line is named after its person. */
      const save = (entry: LedgerEntry) =>
        Effect.catchTag(ledger.record(entry), ["NotificationKnown", "LineTaken"], Effect.die)

      const entered = <E>(
        userId: UserId,
        { isDryRun }: GrantOptions,
        say: (
          user: User,
          held: ReadonlyArray<HeldPurchase>,
          now: DateTime.Utc
        ) => Effect.Effect<Option.Option<LedgerRules.Said>, E>,
        grant: ExternalId
      ) =>
        updateUser(
          { save },
          store.find(userId),
          Effect.fnUntraced(function* (user, now): Effect.fn.Return<
            Decision<Granted, LedgerEntry>,
            E | UserNotFound | Unavailable
          > {
            if (UserRules.isForgotten(Option.some(user))) return yield* new UserNotFound()
            const held = yield* ledger.purchasesOf(user.id)
            const said = yield* say(user, held, now)
            const step = Option.flatMap(said, (one) => LedgerRules.enter(user, held, [one], now))
            if (Option.isNone(step)) return unchanged({ grant, isNew: false, ...viewOf(user.subscription, now) })
            const { bookings: _, ...entry } = step.value
            const answer = { grant, isNew: true, ...viewOf(entry.user.subscription, now) }
            return isDryRun ? unchanged(answer) : changed({ ...entry, payments: [], receipt: Option.none() }, answer)
          })
        )

      const give = Effect.fn("Grants.give")((userId: UserId, grant: Grant, options: GrantOptions) => {
        const line = GrantRules.lineOf(userId, grant)
        return entered(
          userId,
          options,
          Effect.fnUntraced(function* (user, held, now) {
            const said = yield* Effect.fromResult(GrantRules.given(user, held, grant, now))
            const standing = Option.filter(LedgerRules.heldOf(held, line), (one) => GrantRules.runs(one, now))
            return Option.isSome(standing) ? Option.none() : Option.some(said)
          }),
          line.externalId
        )
      })

      const revoke = Effect.fn("Grants.revoke")((userId: UserId, grant: ExternalId, options: GrantOptions) =>
        entered(
          userId,
          options,
          Effect.fnUntraced(function* (_, held, now) {
            const standing = Option.filter(LedgerRules.heldOf(held, { provider: "system", externalId: grant }), (one) =>
              GrantRules.runs(one, now)
            )
            if (Option.isNone(standing)) return yield* new GrantNotFound()
            return Option.some(GrantRules.revoked(standing.value, now))
          }),
          grant
        )
      )

      return Grants.of({ give, revoke })
    })
  )
}
