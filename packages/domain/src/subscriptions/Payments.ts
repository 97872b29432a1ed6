import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import { SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { type InvalidCursor, type PageCursor, PageCursors } from "./PageCursors.ts"
import type { Payment } from "./Payment.ts"
import { SubscriptionLedger } from "./SubscriptionLedger.ts"

/** A page of a person's payments, the newest first; none after `next` is missing. */
export interface PaymentsPage {
  readonly payments: ReadonlyArray<Payment>
  readonly next: Option.Option<PageCursor>
}

/** Shows people what they paid. */
export class Payments extends Context.Service<
  Payments,
  {
    page(
      caller: Caller,
      limit: number,
      cursor: Option.Option<PageCursor>
    ): Effect.Effect<PaymentsPage, InvalidCursor | UserRules.NotAdmitted | Unavailable>
  }
>()("@serenya/domain/subscriptions/Payments") {
  static readonly layer = Layer.effect(
    Payments,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* SubscriptionLedger
      const cursors = yield* PageCursors

      const page = Effect.fn("Payments.page")(function* (
        caller: Caller,
        limit: number,
        cursor: Option.Option<PageCursor>
      ) {
        const found = yield* store.find(caller.userId)
        if (Option.isNone(found)) return yield* new SessionRevoked()
        const { id } = yield* Effect.fromResult(UserRules.admit(found.value, caller, yield* DateTime.now))
        const after = yield* Effect.transposeOption(Option.map(cursor, (text) => cursors.open(id, text)))
        const { next, payments } = yield* ledger.payments(id, limit, after)
        return {
          payments,
          next: yield* Effect.transposeOption(Option.map(next, (position) => cursors.seal(id, position)))
        }
      })

      return Payments.of({ page })
    })
  )
}
