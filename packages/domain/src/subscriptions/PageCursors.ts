import { Context, type Effect, Schema } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import type { PaymentPosition } from "./Payment.ts"

/** Text that stands for a place in one person's history; it says nothing to anybody else. */
export const PageCursor = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9._-]{1,300}$/, { expected: "a cursor as it was given" })
).pipe(Schema.brand("PageCursor"))
export type PageCursor = typeof PageCursor.Type

/** This is no cursor that this person was given, or it is too old: begin at the first page. */
export class InvalidCursor extends Schema.TaggedError<InvalidCursor>()("InvalidCursor", {}) {
  override get message() {
    return "The cursor is none of yours, or too old; begin with the first page"
  }
}

/** Port: opaque, tamper-evident cursors that one person can use. Its laws are `testing/PageCursorsLaws.ts`. */
export class PageCursors extends Context.Service<
  PageCursors,
  {
    seal(userId: UserId, position: PaymentPosition): Effect.Effect<PageCursor, Unavailable>
    open(userId: UserId, cursor: PageCursor): Effect.Effect<PaymentPosition, InvalidCursor | Unavailable>
  }
>()("@serenya/domain/subscriptions/PageCursors") {}
