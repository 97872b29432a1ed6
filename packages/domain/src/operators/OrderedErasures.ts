import { Context, Effect, Layer, Option } from "effect"
import { ErasureOrder } from "../privacy/ErasureOrder.ts"
import type { ErasureReceipt } from "../privacy/ErasureReceipt.ts"
import { Erasures } from "../privacy/Erasures.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { type ConcurrentUpdate, UserNotFound } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import { UserStore } from "../users/UserStore.ts"
import type { TicketedGrounds } from "./Operator.ts"
import { Warrants } from "./Warrants.ts"

/** Forgets people who asked for it by another way than the app: a letter, a call, a court. */
export class OrderedErasures extends Context.Service<
  OrderedErasures,
  {
    /** Goes on where an erasure stopped, whoever began it. */
    erase(
      userId: UserId,
      grounds: TicketedGrounds
    ): Effect.Effect<ErasureReceipt, UserNotFound | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/operators/OrderedErasures") {
  static readonly layer = Layer.effect(
    OrderedErasures,
    Effect.gen(function* () {
      const store = yield* UserStore
      const warrants = yield* Warrants
      const erasures = yield* Erasures

      const erase = Effect.fn("OrderedErasures.erase")(function* (userId: UserId, grounds: TicketedGrounds) {
        const found = yield* store.find(userId)
        if (Option.isNone(found)) return yield* new UserNotFound()
        const warrant = yield* warrants.issue("operator-erasure", userId, grounds)
        const order = ErasureOrder.ordered(found.value, warrant)
        if (Option.isNone(order)) return yield* Effect.die(new Error("A warrant is about somebody else"))
        return yield* erasures.carryOut(order.value)
      })

      return OrderedErasures.of({ erase })
    })
  )
}
