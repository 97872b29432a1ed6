import { Result } from "effect"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import type { ConsentRequired } from "./ConsentErrors.ts"
import * as ConsentRules from "./ConsentRules.ts"

/** Evidence that this person agrees to all five texts as they stand. Only `prove` makes one; processing asks for it. */
export class ConsentProof {
  /** Makes the type nominal: an object of the same shape is no proof. */
  protected readonly proven = true
  readonly userId: UserId

  private constructor(userId: UserId) {
    this.userId = userId
  }

  static readonly prove = (user: User): Result.Result<ConsentProof, ConsentRequired> =>
    Result.map(ConsentRules.required(user.consents), () => new ConsentProof(user.id))
}
