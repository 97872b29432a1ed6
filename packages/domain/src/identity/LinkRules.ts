import { type DateTime, Result } from "effect"
import type { StepUpProof } from "../biometrics/StepUpProof.ts"
import type { EmailKey } from "../users/EmailAddress.ts"
import { User } from "../users/User.ts"
import * as UserRules from "../users/UserRules.ts"
import type { Identity } from "./Identity.ts"
import { EmailAddressDiffers, ProviderAlreadyLinked } from "./IdentityErrors.ts"

/** An identity that a provider vouches for, with the key of the address that it verified. */
export interface Linkable {
  readonly identity: Identity
  readonly address: EmailKey
}

/**
 * The user with one identity more: of a provider they have no other of, and of an account whose verified address is the
 * user's own. The address opens nothing by itself: the proof says that the owner asks. The very same user, if it is theirs.
 */
export const link = (
  _: StepUpProof,
  user: User,
  { identity, address }: Linkable,
  now: DateTime.Utc
): Result.Result<User, ProviderAlreadyLinked | EmailAddressDiffers> => {
  const held = user.identities.find(({ provider }) => provider === identity.provider)
  if (held?.subject === identity.subject) return Result.succeed(user)
  if (held !== undefined) return Result.fail(new ProviderAlreadyLinked({ provider: identity.provider }))
  if (!user.emailVerified || user.emailKey !== address) return Result.fail(new EmailAddressDiffers())
  return Result.succeed(new User({ ...UserRules.change(user, {}, now), identities: [...user.identities, identity] }))
}
