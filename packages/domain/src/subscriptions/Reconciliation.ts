import { Cause, Context, DateTime, Duration, Effect, Layer, Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, type Decision, unchanged, updateUser } from "../users/UserUpdates.ts"
import { retryAfter } from "./DiaryRules.ts"
import * as LedgerRules from "./LedgerRules.ts"
import type { Purchase } from "./Purchase.ts"
import * as PurchaseBook from "./PurchaseBook.ts"
import { Storefronts } from "./Storefronts.ts"
import { type Appointment, type LedgerEntry, SubscriptionLedger } from "./SubscriptionLedger.ts"

/** What a run came to. `isDone`: nothing is due any more; otherwise the next run goes on. */
export interface ReconciliationReport {
  /** Lines whose store was asked and answered. */
  readonly asked: number
  /** Lines whose store could not be asked now; they are due again in an hour. */
  readonly postponed: number
  /** Appointments of people or purchases that are gone. */
  readonly struck: number
  /** Lines that could not be written; they stay due. */
  readonly failed: number
  readonly isDone: boolean
  /** How late the longest due line was when the run began; zero where none was due. */
  readonly lag: Duration.Duration
}

export interface ReconciliationBounds {
  /** Lines per read of the diary. */
  readonly batch: number
  /** No new batch is begun from then on. */
  readonly until: DateTime.Utc
}

type Outcome = "asked" | "postponed" | "struck" | "failed"

/** What became of one appointment, and the purchase if its store answered. */
interface Looked {
  readonly outcome: Outcome
  readonly purchase: Option.Option<Purchase>
}

const struck: Looked = { outcome: "struck", purchase: Option.none() }
const postponed: Looked = { outcome: "postponed", purchase: Option.none() }

const nothing: ReconciliationReport = {
  asked: 0,
  postponed: 0,
  struck: 0,
  failed: 0,
  isDone: false,
  lag: Duration.zero
}

/** Everything is due in its order: the first waited longest. */
const lateness = ([first]: ReadonlyArray<Appointment>, now: DateTime.Utc): Duration.Duration =>
  first === undefined ? Duration.zero : DateTime.distance(first.at, now)

const counted = (report: ReconciliationReport, outcome: Outcome): ReconciliationReport => ({
  ...report,
  [outcome]: report[outcome] + 1
})

/** Asks stores about purchases whose time has come, so that a lost notification costs nobody what they paid for. */
export class Reconciliation extends Context.Service<
  Reconciliation,
  {
    /** Walks the diary from what is longest due, batch by batch; whatever stops it, the next run goes on where it ended. */
    run(bounds: ReconciliationBounds): Effect.Effect<ReconciliationReport, Unavailable>
  }
>()("@serenya/domain/subscriptions/Reconciliation") {
  static readonly layer = Layer.effect(
    Reconciliation,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* SubscriptionLedger
      const storefronts = yield* Storefronts
      const book = yield* PurchaseBook.make

      const decided = Effect.fnUntraced(function* (
        { at, line }: Appointment,
        user: User,
        now: DateTime.Utc
      ): Effect.fn.Return<Decision<Looked, LedgerEntry>, Unavailable> {
        const held = yield* ledger.purchasesOf(user.id)
        const mine = Option.filter(LedgerRules.heldOf(held, line), ({ lookAt }) =>
          Option.exists(lookAt, (when) => DateTime.Equivalence(when, at))
        )
        // The person is gone, or the purchase has another time by now.
        if (UserRules.isForgotten(Option.some(user)) || Option.isNone(mine)) return unchanged(struck)
        const moved = (lookAt: Option.Option<DateTime.Utc>) => LedgerRules.reschedule(user, mine.value, lookAt, now)
        const told = yield* Effect.option(storefronts.ask(line))
        if (Option.isNone(told)) {
          return changed(yield* book.entryOf(moved(Option.some(DateTime.add(now, retryAfter)))), postponed)
        }
        // A store that knows no such line will not know it tomorrow.
        const step = Option.match(told.value, {
          onNone: () => moved(Option.none()),
          onSome: (statement) => LedgerRules.revisit(user, held, statement, now)
        })
        return changed(yield* book.entryOf(step), { outcome: "asked", purchase: Option.some(step.held.purchase) })
      })

      const looked = Effect.fnUntraced(
        function* (appointment: Appointment) {
          const { outcome, purchase } = yield* updateUser(book.writes, store.find(appointment.userId), (user, now) =>
            decided(appointment, user, now)
          ).pipe(Effect.catchTag("UserNotFound", () => Effect.succeed(struck)))
          if (outcome === "struck") yield* ledger.strike(appointment)
          if (Option.isSome(purchase)) yield* book.acknowledge(appointment.userId, purchase.value)
          return outcome
        },
        Effect.catch((error) =>
          Effect.as(Effect.logWarning("purchase not reconciled", Cause.fail(error)), "failed" as const)
        )
      )

      const run = Effect.fn("Reconciliation.run")(function* ({ batch, until }: ReconciliationBounds) {
        let report: ReconciliationReport | undefined
        while (DateTime.isLessThan(yield* DateTime.now, until)) {
          const now = yield* DateTime.now
          const due = yield* ledger.due(now, batch)
          report ??= { ...nothing, lag: lateness(due, now) }
          if (due.length === 0) return { ...report, isDone: true }
          const outcomes = yield* Effect.forEach(due, looked, { concurrency: 4 })
          report = outcomes.reduce(counted, report)
          // What cannot be written stays in front of everything else: another batch would be the same.
          if (outcomes.every((outcome) => outcome === "failed")) return report
        }
        return report ?? nothing
      })

      return Reconciliation.of({ run })
    })
  )
}
