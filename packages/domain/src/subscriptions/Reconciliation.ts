import { Cause, Context, DateTime, Duration, Effect, Layer, Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { UserNotFound } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import * as LedgerRules from "./LedgerRules.ts"
import * as LineReconciliation from "./LineReconciliation.ts"
import { isOfStore, lineOf, type StoreLine } from "./Purchase.ts"
import { type Appointment, type HeldPurchase, SubscriptionLedger } from "./SubscriptionLedger.ts"

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
  /** Hears how far it is after each batch. */
  readonly onBatch?: (report: ReconciliationReport) => Effect.Effect<void>
}

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

const counted = (report: ReconciliationReport, outcome: LineReconciliation.Outcome): ReconciliationReport => ({
  ...report,
  [outcome]: report[outcome] + 1
})

/** A purchase that is gone, or has another time by now, is not what this was about. */
const isAt =
  ({ at }: Appointment) =>
  ({ lookAt }: HeldPurchase): boolean =>
    Option.exists(lookAt, (when) => DateTime.Equivalence(when, at))

/** Asks stores about purchases, so that a lost notification costs nobody what they paid for. */
export class Reconciliation extends Context.Service<
  Reconciliation,
  {
    /** Walks the diary from what is longest due, batch by batch; whatever stops it, the next run goes on where it ended. */
    run(bounds: ReconciliationBounds): Effect.Effect<ReconciliationReport, Unavailable>
    /** What of one person their stores can be asked about. */
    linesOf(userId: UserId): Effect.Effect<ReadonlyArray<StoreLine>, UserNotFound | Unavailable>
    /** Asks about every purchase of one person now, due or not, and about one that their subscription names and nobody has told of. */
    person(userId: UserId): Effect.Effect<ReconciliationReport, UserNotFound | Unavailable>
  }
>()("@serenya/domain/subscriptions/Reconciliation") {
  static readonly layer = Layer.effect(
    Reconciliation,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* SubscriptionLedger
      const looked = yield* LineReconciliation.make

      const kept = Effect.fnUntraced(
        function* (appointment: Appointment) {
          const outcome = yield* looked(appointment.userId, appointment.line, isAt(appointment))
          if (outcome === "struck") yield* ledger.strike(appointment)
          return outcome
        },
        Effect.catch((error) =>
          Effect.as(Effect.logWarning("appointment not struck", Cause.fail(error)), "failed" as const)
        )
      )

      const run = Effect.fn("Reconciliation.run")(function* ({ batch, onBatch, until }: ReconciliationBounds) {
        let report: ReconciliationReport | undefined
        while (DateTime.isLessThan(yield* DateTime.now, until)) {
          const now = yield* DateTime.now
          const due = yield* ledger.due(now, batch)
          report ??= { ...nothing, lag: lateness(due, now) }
          if (due.length === 0) return { ...report, isDone: true }
          const outcomes = yield* Effect.forEach(due, kept, { concurrency: 4 })
          report = outcomes.reduce(counted, report)
          if (onBatch !== undefined) yield* onBatch(report)
          // What cannot be written stays in front of everything else: another batch would be the same.
          if (outcomes.every((outcome) => outcome === "failed")) return report
        }
        return report ?? nothing
      })

      const linesOf = Effect.fn("Reconciliation.linesOf")(function* (userId: UserId) {
        const user = yield* store.find(userId)
        if (Option.isNone(user) || UserRules.isForgotten(user)) return yield* new UserNotFound()
        const held = yield* ledger.purchasesOf(userId)
        return [
          ...held.flatMap(({ purchase }) => (isOfStore(purchase) ? [lineOf(purchase)] : [])),
          ...Option.toArray(LedgerRules.unheldLine(user.value, held))
        ]
      })

      const person = Effect.fn("Reconciliation.person")(function* (userId: UserId) {
        const lines = yield* linesOf(userId)
        // One after the other: each writes the same user.
        const outcomes = yield* Effect.forEach(lines, (line) => looked(userId, line, () => true))
        return { ...outcomes.reduce(counted, nothing), isDone: true }
      })

      return Reconciliation.of({ run, linesOf, person })
    })
  )
}
