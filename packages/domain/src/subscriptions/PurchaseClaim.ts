import { Option, Result } from "effect"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import { PurchaseNotVerified } from "./PurchaseErrors.ts"
import type { StoreStatement } from "./StoreStatement.ts"

/** What is known about whose a line may be, read with the user. */
export interface OwnershipFacts {
  /** Who has the line, or the one that it replaces. */
  readonly owner: Option.Option<UserId>
  /** What became of the person whom the statement names. */
  readonly named: "nobody" | "living" | "erased" | "unknown"
}

/**
 * Evidence that what a store states is this person's, by the policy of decision 20; entering it demands one. A line is who
 * has it; then whom the app named when it was bought; then who comes first. What an erased person left may be taken over,
 * what names somebody whom we never knew may not.
 */
export class PurchaseClaim {
  /** Makes the type nominal: an object of the same shape is no claim. */
  protected readonly proven = true
  readonly userId: UserId
  readonly statement: StoreStatement

  private constructor(userId: UserId, statement: StoreStatement) {
    this.userId = userId
    this.statement = statement
  }

  static readonly prove = (
    { id }: User,
    statement: StoreStatement,
    { named, owner }: OwnershipFacts
  ): Result.Result<PurchaseClaim, PurchaseNotVerified> => {
    const isTheirs = Option.match(owner, {
      onSome: (holder) => holder === id,
      onNone: () => Option.contains(statement.owner, id) || named === "nobody" || named === "erased"
    })
    return isTheirs
      ? Result.succeed(new PurchaseClaim(id, statement))
      : Result.fail(new PurchaseNotVerified({ reason: "unverifiable" }))
  }
}
