import type { ErasureOrder } from "@serenya/domain/privacy/ErasureOrder"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { type Registered, UserDirectory } from "@serenya/domain/users/UserDirectory"
import { UserId } from "@serenya/domain/users/UserId"
import { Cause, Effect, Option, Schema, Stream } from "effect"
import * as Progress from "../cli/Progress.ts"

/** Somebody whose erasure did not end, and what kept it; the next walk finds them again. */
export const Failure = Schema.Struct({ user_id: UserId, reason: Schema.String })

/** What a walk came to: everybody `examined`, those who are `due`, and what became of them. A dry run erases nobody. */
export const Summary = Schema.Struct({
  dry_run: Schema.Boolean,
  examined: Schema.Int,
  due: Schema.Int,
  erased: Schema.Int,
  failed: Schema.Array(Failure)
})
export type Summary = typeof Summary.Type

/** Whether somebody is to be erased, and by which order. */
export type OrderOf = (registered: Registered) => Effect.Effect<Option.Option<ErasureOrder>, Unavailable>

const nobody: Summary = { dry_run: false, examined: 0, due: 0, erased: 0, failed: [] }

const parallel = 8

const reasonOf = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  return error instanceof Error ? error.message : String(error)
}

/**
 * Walks everybody in the table and erases whoever there is an order for. An outage, or a broken row, of one person is told
 * and does not stop the walk; an outage of the directory or the ledger does, for then nobody knows who is due.
 */
export const walk = Effect.fn("Walk.walk")(function* (orderOf: OrderOf, isDryRun: boolean) {
  const { carryOut } = yield* Erasures
  const { registered } = yield* UserDirectory

  const visit = Effect.fnUntraced(function* (one: Registered) {
    const order = yield* orderOf(one)
    if (Option.isNone(order)) return { due: 0, erased: 0, failed: [] }
    if (isDryRun) return { due: 1, erased: 0, failed: [] }
    return yield* carryOut(order.value).pipe(
      Effect.as({ due: 1, erased: 1, failed: [] }),
      Effect.catchCause((cause) =>
        Cause.hasInterruptsOnly(cause)
          ? Effect.interrupt
          : Effect.succeed({ due: 1, erased: 0, failed: [{ user_id: one.id, reason: reasonOf(cause) }] })
      )
    )
  })

  const watch = yield* Progress.watch("people", Option.none())
  return yield* registered.pipe(
    Stream.mapEffect(visit, { concurrency: parallel }),
    Stream.zipWithIndex,
    Stream.mapEffect(([one, before]) => Effect.as(watch(before + 1), one)),
    Stream.runFold(
      () => ({ ...nobody, dry_run: isDryRun }),
      (sum: Summary, { due, erased, failed }): Summary => ({
        ...sum,
        examined: sum.examined + 1,
        due: sum.due + due,
        erased: sum.erased + erased,
        failed: [...sum.failed, ...failed]
      })
    )
  )
})
