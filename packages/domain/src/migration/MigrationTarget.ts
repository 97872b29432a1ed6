import { Context, type Effect, type Option } from "effect"
import type { Identity } from "../identity/Identity.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Payment } from "../subscriptions/Payment.ts"
import type { EmailKey } from "../users/EmailAddress.ts"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"

/** Somebody ready to be written. */
export interface Mover {
  readonly user: User
  readonly payments: ReadonlyArray<Payment>
}

/** What became of a mover: written, but for payments that stand for somebody else; or refused by a guard, with its holder. */
export type Landing =
  | { readonly _tag: "Written"; readonly foreign: ReadonlyArray<Payment> }
  | { readonly _tag: "Refused"; readonly verdict: "identity_taken" | "email_taken"; readonly holder: string }

/** What is to be looked up of one person. */
export interface Lookup {
  readonly id: UserId
  readonly identity: Identity
  readonly emailKey: EmailKey
  readonly payments: ReadonlyArray<Payment>
}

/** What stands there: the user if the row fits, who holds the guards, and each payment looked for, in its order. */
export interface Found {
  readonly user: Option.Option<User>
  readonly unreadable: boolean
  readonly identityHolder: Option.Option<string>
  readonly emailHolder: Option.Option<string>
  readonly payments: ReadonlyArray<{ readonly payment: Option.Option<Payment>; readonly holder: Option.Option<string> }>
}

/** Capacity units as the table itself counted them. */
export interface Consumed {
  readonly read: number
  readonly write: number
}

/**
 * Port: where people are moved to. A person is written as a whole: whoever is present is complete. Nothing that stands
 * there is ever written over.
 */
export class MigrationTarget extends Context.Service<
  MigrationTarget,
  {
    present(ids: ReadonlyArray<string>): Effect.Effect<ReadonlySet<string>, Unavailable>
    /** Each mover's landing, in their order; again is fine. */
    write(movers: ReadonlyArray<Mover>): Effect.Effect<ReadonlyArray<Landing>, Unavailable>
    /** Those of a person's payments whose transaction stands for somebody else. */
    foreign(id: string, payments: ReadonlyArray<Payment>): Effect.Effect<ReadonlyArray<Payment>, Unavailable>
    find(lookups: ReadonlyArray<Lookup>): Effect.Effect<ReadonlyArray<Found>, Unavailable>
    /** Removes somebody who is as they were written, in one step; false: they were changed since, and stay. Again is fine. */
    remove(lookup: Lookup): Effect.Effect<boolean, Unavailable>
    readonly consumed: Effect.Effect<Consumed>
  }
>()("@serenya/domain/migration/MigrationTarget") {}
