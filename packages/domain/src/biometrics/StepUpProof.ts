import { DateTime, Option, Result } from "effect"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import { BiometricRequired } from "./BiometricErrors.ts"

/** How old an answered challenge may be for a sensitive call. */
export const stepUpWindow = { minutes: 5 } as const

/**
 * Evidence that the person themselves is there now, if they registered a way to show it. Only `require` makes one;
 * erasing, exporting, linking and revoking a device ask for it. A revoked registration still demands what it can no longer
 * give: five wrong answers open no door.
 */
export class StepUpProof {
  /** Makes the type nominal: an object of the same shape is no proof. */
  protected readonly proven = true
  readonly userId: UserId

  private constructor(userId: UserId) {
    this.userId = userId
  }

  static readonly require = (user: User, now: DateTime.Utc): Result.Result<StepUpProof, BiometricRequired> => {
    const fresh = Option.match(user.biometric, {
      onNone: () => true,
      onSome: ({ status, verifiedAt }) =>
        status === "active" &&
        Option.exists(verifiedAt, (at) => DateTime.isLessThan(now, DateTime.add(at, stepUpWindow)))
    })
    return fresh ? Result.succeed(new StepUpProof(user.id)) : Result.fail(new BiometricRequired())
  }
}
