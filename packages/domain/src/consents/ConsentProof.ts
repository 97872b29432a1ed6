import { Result } from "effect"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import type { ConsentRequired } from "./ConsentErrors.ts"
import * as ConsentRules from "./ConsentRules.ts"

declare const proven: unique symbol

/** Evidence that this person agrees to all five texts as they stand. Only `prove` makes one; processing asks for it. */
export interface ConsentProof {
  readonly [proven]: "ConsentProof"
  readonly userId: UserId
}

export const prove = (user: User): Result.Result<ConsentProof, ConsentRequired> =>
  Result.map(ConsentRules.required(user.consents), () => ({ userId: user.id }) as ConsentProof)
