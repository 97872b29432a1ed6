import { type DateTime, Result } from "effect"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import { PremiumRequired } from "./SubscriptionErrors.ts"
import { type Feature, tiers } from "./Tiers.ts"
import { tierAt } from "./UsageRules.ts"

/** Evidence that this person's tier has the feature and is paid for now. Only `require` makes one; whoever serves the feature asks for it. */
export class Entitlement<F extends Feature> {
  /** Makes the type nominal: an object of the same shape is no evidence. */
  protected readonly proven = true
  readonly userId: UserId
  readonly feature: F

  private constructor(userId: UserId, feature: F) {
    this.userId = userId
    this.feature = feature
  }

  static readonly require = <const F extends Feature>(
    user: User,
    feature: F,
    now: DateTime.Utc
  ): Result.Result<Entitlement<F>, PremiumRequired> =>
    tiers[tierAt(user.subscription, now)].features.includes(feature)
      ? Result.succeed(new Entitlement(user.id, feature))
      : Result.fail(new PremiumRequired({ feature }))
}
