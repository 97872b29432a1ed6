import { Effect, Layer } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import type { UserId } from "../users/UserId.ts"
import { InvalidCursor, PageCursor, PageCursors } from "./PageCursors.ts"
import type { PaymentPosition } from "./Payment.ts"

/** Numbers the places it is asked to name. For tests only. */
export const layer = Layer.sync(PageCursors, () => {
  const given = new Map<PageCursor, { readonly userId: UserId; readonly position: PaymentPosition }>()

  return PageCursors.of({
    seal: (userId, position) =>
      interleaved(() => {
        const cursor = PageCursor.make(`cursor-${given.size + 1}`)
        given.set(cursor, { userId, position })
        return Effect.succeed(cursor)
      }),
    open: (userId, cursor) =>
      interleaved(() => {
        const known = given.get(cursor)
        return known?.userId === userId ? Effect.succeed(known.position) : Effect.fail(new InvalidCursor())
      })
  })
})
