import { Context, DateTime, Effect, Layer, Option } from "effect"
import * as Exporting from "../privacy/Exporting.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { UserNotFound } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import { UserStore } from "../users/UserStore.ts"
import type { Grounds } from "./Operator.ts"
import { Warrants } from "./Warrants.ts"

/** Hands people everything that is held about them who asked for it by another way than the app. */
export class HandedExports extends Context.Service<
  HandedExports,
  {
    of(userId: UserId, grounds: Grounds): Effect.Effect<Exporting.DataExport, UserNotFound | Unavailable>
  }
>()("@serenya/domain/operators/HandedExports") {
  static readonly layer = Layer.effect(
    HandedExports,
    Effect.gen(function* () {
      const store = yield* UserStore
      const warrants = yield* Warrants
      const exported = yield* Exporting.make

      const of = Effect.fn("HandedExports.of")(function* (userId: UserId, grounds: Grounds) {
        const user = yield* store.find(userId)
        if (Option.isNone(user)) return yield* new UserNotFound()
        const warrant = yield* warrants.issue("operator-export", userId, grounds)
        return yield* exported(warrant, user.value, yield* DateTime.now)
      })

      return HandedExports.of({ of })
    })
  )
}
