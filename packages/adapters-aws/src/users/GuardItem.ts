import { type Identity, Provider } from "@serenya/domain/identity/Identity"
import { EmailAlreadyRegistered, IdentityAlreadyRegistered } from "@serenya/domain/identity/IdentityErrors"
import type { EmailKey } from "@serenya/domain/users/EmailAddress"
import type { Registrant } from "@serenya/domain/users/Registrant"
import type { User } from "@serenya/domain/users/User"
import { UserId } from "@serenya/domain/users/UserId"
import { type Option, Schema } from "effect"
import { type Item, marshal, unmarshal } from "../dynamo/AttributeValue.ts"
import { emailPartition, guardSort, identityPartition } from "./UserKeys.ts"

/** Who holds an identity or an e-mail key, and the provider that the refused are told. */
const GuardItem = Schema.Struct({ user_id: UserId, provider: Provider })
export type Guard = typeof GuardItem.Type

/** A guard's key, what stands there while `user` is registered, and what is told to whoever finds it held. */
export interface GuardOf<Refusal = IdentityAlreadyRegistered | EmailAlreadyRegistered> {
  readonly key: Item
  readonly item: Item
  readonly refusal: (holder: Guard) => Refusal
}

const guard = (kind: "IDENTITY_GUARD" | "EMAIL_GUARD", key: Item, user: User, provider: Provider) => {
  return { key, item: { ...key, ...marshal({ entity_type: kind, schema_version: 1, user_id: user.id, provider }) } }
}

export const identityKey = (identity: Identity): Item => marshal({ PK: identityPartition(identity), SK: guardSort })

export const identityGuard = (user: User, identity: Identity): GuardOf<IdentityAlreadyRegistered> => ({
  ...guard("IDENTITY_GUARD", identityKey(identity), user, identity.provider),
  refusal: () => new IdentityAlreadyRegistered({ provider: identity.provider })
})

export const emailGuardKey = (emailKey: EmailKey): Item => marshal({ PK: emailPartition(emailKey), SK: guardSort })

export const emailGuard = (user: User): GuardOf<EmailAlreadyRegistered> => ({
  ...guard("EMAIL_GUARD", emailGuardKey(user.emailKey), user, user.identities[0].provider),
  refusal: ({ provider }) => new EmailAlreadyRegistered({ provider })
})

/** Where the guards of a registrant stand: one per identity, in their order, then the e-mail's. */
export const guardKeysOf = ({ emailKey, identities }: Registrant): ReadonlyArray<Item> => [
  ...identities.map(identityKey),
  ...(emailKey === undefined ? [] : [emailGuardKey(emailKey)])
]

/** One per identity, in their order, then the e-mail's: the order in which refusals are told. */
export const guardsOf = (user: User): ReadonlyArray<GuardOf> => [
  ...user.identities.map((identity) => identityGuard(user, identity)),
  emailGuard(user)
]

const decodeGuard = Schema.decodeUnknownOption(GuardItem)

/** None where the item is no guard of ours. */
export const holderOf = (item: Item): Option.Option<Guard> => decodeGuard(unmarshal(item))
