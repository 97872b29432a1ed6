import { Cause, DateTime, Effect, Option, Stream } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { Tombstones } from "../users/Tombstones.ts"
import { type Registered, UserDirectory } from "../users/UserDirectory.ts"
import type { UserId } from "../users/UserId.ts"
import { ErasureOrder } from "./ErasureOrder.ts"
import { Erasures } from "./Erasures.ts"

/** Somebody whose erasure did not end, and what kept it; the next walk finds them again. */
export interface ErasureFailure {
  readonly userId: UserId
  readonly reason: string
}

/** What a walk came to: everybody `examined`, those who are `due`, and what became of them. */
export interface ErasureSummary {
  readonly examined: number
  readonly due: number
  readonly erased: number
  readonly failed: ReadonlyArray<ErasureFailure>
}

export interface ErasureBounds {
  /** Counts who is due and erases nobody. */
  readonly isDryRun: boolean
  /** Nobody's erasure is begun from then on; who is due and was not tried, the next walk finds. */
  readonly until: Option.Option<DateTime.Utc>
  /** Hears how many were examined so far. */
  readonly onExamined?: (examined: number) => Effect.Effect<void>
}

/** Whether somebody is to be erased, and by which order. */
type OrderOf = (registered: Registered) => Effect.Effect<Option.Option<ErasureOrder>, Unavailable>

/** What became of one person. */
type Visit = Omit<ErasureSummary, "examined">

const parallel = 8

const notDue: Visit = { due: 0, erased: 0, failed: [] }

const reasonOf = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  return error instanceof Error ? error.message : String(error)
}

/**
 * Erases whoever of these people there is an order for. An outage, or a broken row, of one person is told and does not stop
 * the walk; an outage of where the people or the orders come from does, for then nobody knows who is due.
 */
const walk = Effect.fnUntraced(function* (
  people: Stream.Stream<Registered, Unavailable>,
  orderOf: OrderOf,
  { isDryRun, onExamined = () => Effect.void, until }: ErasureBounds
) {
  const { carryOut } = yield* Erasures

  const isOver = Effect.map(DateTime.now, (now) =>
    Option.exists(until, (end) => DateTime.isGreaterThanOrEqualTo(now, end))
  )

  const visit = Effect.fnUntraced(function* (one: Registered) {
    const order = yield* orderOf(one)
    if (Option.isNone(order)) return notDue
    if (isDryRun || (yield* isOver)) return { ...notDue, due: 1 }
    return yield* carryOut(order.value).pipe(
      Effect.as({ due: 1, erased: 1, failed: [] }),
      Effect.catchCause((cause) =>
        Cause.hasInterruptsOnly(cause)
          ? Effect.interrupt
          : Effect.succeed({ due: 1, erased: 0, failed: [{ userId: one.id, reason: reasonOf(cause) }] })
      )
    )
  })

  return yield* people.pipe(
    Stream.mapEffect(visit, { concurrency: parallel }),
    Stream.zipWithIndex,
    Stream.mapEffect(([visited, before]) => Effect.as(onExamined(before + 1), visited)),
    Stream.runFold(
      (): ErasureSummary => ({ examined: 0, ...notDue }),
      (sum, { due, erased, failed }): ErasureSummary => ({
        examined: sum.examined + 1,
        due: sum.due + due,
        erased: sum.erased + erased,
        failed: [...sum.failed, ...failed]
      })
    )
  )
})

const standing: OrderOf = (registered) => Effect.succeed(ErasureOrder.standing(registered))

/** Finishes erasures that were begun and did not end. */
export const resume = Effect.fn("ErasureWalk.resume")(function* (bounds: ErasureBounds) {
  return yield* walk((yield* Tombstones).standing, standing, bounds)
})

/** Forgets again whoever is in the ledger, among everybody who has a profile: after a table was restored from a backup. */
export const replay = Effect.fn("ErasureWalk.replay")(function* (bounds: ErasureBounds) {
  return yield* walk((yield* UserDirectory).registered, (yield* Erasures).recorded, bounds)
})
