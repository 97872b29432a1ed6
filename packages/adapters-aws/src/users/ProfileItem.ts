import { Identity } from "@serenya/domain/identity/Identity"
import { WrappedKey } from "@serenya/domain/keys/DataKeys"
import type { Admission } from "@serenya/domain/users/Admission"
import { EmailKey } from "@serenya/domain/users/EmailAddress"
import { EmailRelay } from "@serenya/domain/users/EmailRelay"
import { Sealed } from "@serenya/domain/users/Person"
import { AccountStatus, User } from "@serenya/domain/users/User"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import { type Item, marshal, type PlainMap, plainOf, unmarshal } from "../dynamo/AttributeValue.ts"
import { EpochMillis, fromMoment, toMoment } from "../dynamo/EpochMillis.ts"
import { BiometricAttributes, fromBiometric, toBiometric } from "./BiometricAttributes.ts"
import { ConsentsAttributes, fromConsents, toConsents } from "./ConsentAttributes.ts"
import { DeviceAttributes, fromDevice, toDevice } from "./DeviceAttributes.ts"
import { fromSession, SessionAttributes, toSession } from "./SessionAttributes.ts"
import { StoredOrigin, storedIp, storedUserAgent, toOrigin } from "./StoredOrigin.ts"
import { fromSubscription, SubscriptionAttributes, toSubscription } from "./SubscriptionAttributes.ts"
import { emailPartition, identityPartition, profileSort, tombstonePartition, userPartition } from "./UserKeys.ts"

const underItsUser = Schema.makeFilter(
  ({ PK, id }: { readonly PK: string; readonly id: UserId }) => PK === userPartition(id),
  {
    expected: "the row to stand under the user it is of"
  }
)

export const ProfileAttributes = Schema.Struct({
  PK: Schema.String,
  SK: Schema.Literal(profileSort),
  entity_type: Schema.Literal("USER_PROFILE"),
  /** A row of a later schema is a defect here, never silently rewritten without what we do not know. */
  schema_version: Schema.Literal(1),
  version: Schema.Int,
  id: UserId,
  external_id: Schema.String,
  auth_provider: Schema.String,
  identities: Schema.NonEmptyArray(Identity),
  email: Sealed,
  name: Schema.optionalKey(Sealed),
  given_name: Schema.optionalKey(Sealed),
  family_name: Schema.optionalKey(Sealed),
  data_key: WrappedKey,
  data_key_number: Schema.optionalKey(Schema.Int),
  email_hash: EmailKey,
  email_verified: Schema.Boolean,
  email_relay: Schema.optionalKey(Schema.Struct({ status: EmailRelay.fields.status, since: EpochMillis })),
  account_status: AccountStatus,
  consents: ConsentsAttributes,
  current_subscription: SubscriptionAttributes,
  current_device: Schema.optionalKey(DeviceAttributes),
  current_session: Schema.optionalKey(SessionAttributes),
  current_biometric: Schema.optionalKey(BiometricAttributes),
  GSI1PK: Schema.String,
  GSI1SK: Schema.String,
  GSI2PK: Schema.String,
  GSI2SK: Schema.String,
  created_at: EpochMillis,
  updated_at: EpochMillis,
  last_login_at: EpochMillis,
  created_ip: StoredOrigin,
  created_user_agent: StoredOrigin
}).check(underItsUser)
type ProfileAttributes = typeof ProfileAttributes.Type

const { PK, SK, entity_type, schema_version, id, account_status, current_session } = ProfileAttributes.fields

/** What of a row decides whether a caller gets in, and whose row it is. */
const AdmissionAttributes = Schema.Struct({
  PK,
  SK,
  entity_type,
  schema_version,
  id,
  account_status,
  current_session
}).check(underItsUser)

const fieldsOf = (stored: ProfileAttributes): ConstructorParameters<typeof User>[0] => ({
  id: stored.id,
  identities: stored.identities,
  emailKey: stored.email_hash,
  emailVerified: stored.email_verified,
  emailRelay: Option.map(Option.fromUndefinedOr(stored.email_relay), ({ status, since }) => ({
    status,
    since: toMoment(since)
  })),
  person: {
    dataKey: stored.data_key,
    ...(stored.data_key_number !== undefined && { keyNumber: stored.data_key_number }),
    email: stored.email,
    ...(stored.name !== undefined && { name: stored.name }),
    ...(stored.given_name !== undefined && { givenName: stored.given_name }),
    ...(stored.family_name !== undefined && { familyName: stored.family_name })
  },
  status: stored.account_status,
  consents: toConsents(stored.consents),
  subscription: toSubscription(stored.current_subscription),
  device: Option.map(Option.fromUndefinedOr(stored.current_device), toDevice),
  session: Option.map(Option.fromUndefinedOr(stored.current_session), toSession),
  biometric: Option.map(Option.fromUndefinedOr(stored.current_biometric), toBiometric),
  createdAt: toMoment(stored.created_at),
  updatedAt: toMoment(stored.updated_at),
  lastLoginAt: toMoment(stored.last_login_at),
  createdFrom: toOrigin(stored.created_ip, stored.created_user_agent),
  version: stored.version
})

const fromUser = (user: User): ProfileAttributes => ({
  PK: userPartition(user.id),
  SK: profileSort,
  entity_type: "USER_PROFILE",
  schema_version: 1,
  version: user.version,
  id: user.id,
  external_id: user.identities[0].subject,
  auth_provider: user.identities[0].provider,
  identities: user.identities,
  email: user.person.email,
  ...(user.person.name !== undefined && { name: user.person.name }),
  ...(user.person.givenName !== undefined && { given_name: user.person.givenName }),
  ...(user.person.familyName !== undefined && { family_name: user.person.familyName }),
  data_key: user.person.dataKey,
  ...(user.person.keyNumber !== undefined && { data_key_number: user.person.keyNumber }),
  email_hash: user.emailKey,
  email_verified: user.emailVerified,
  ...Option.match(user.emailRelay, {
    onNone: () => ({}),
    onSome: ({ status, since }) => ({ email_relay: { status, since: fromMoment(since) } })
  }),
  account_status: user.status,
  consents: fromConsents(user.consents),
  current_subscription: fromSubscription(user.subscription),
  ...Option.match(user.device, { onNone: () => ({}), onSome: (device) => ({ current_device: fromDevice(device) }) }),
  ...Option.match(user.session, {
    onNone: () => ({}),
    onSome: (session) => ({ current_session: fromSession(session) })
  }),
  ...Option.match(user.biometric, {
    onNone: () => ({}),
    onSome: (biometric) => ({ current_biometric: fromBiometric(biometric) })
  }),
  // Nobody is to be found by their address any more, and whoever forgets them has to.
  GSI1PK: user.status === "deleted" ? tombstonePartition : emailPartition(user.emailKey),
  GSI1SK: userPartition(user.id),
  GSI2PK: identityPartition(user.identities[0]),
  GSI2SK: userPartition(user.id),
  created_at: fromMoment(user.createdAt),
  updated_at: fromMoment(user.updatedAt),
  last_login_at: fromMoment(user.lastLoginAt),
  created_ip: storedIp(user.createdFrom),
  created_user_agent: storedUserAgent(user.createdFrom)
})

/** Every attribute has been checked as what it is in the user; the constructor would walk through all of them again. */
const toUser = (stored: ProfileAttributes): User => {
  const user: User = Object.create(User.prototype)
  return Object.assign(user, fieldsOf(stored))
}

/** A `User` as its row: DynamoDB-plain values, named as in `database-architecture.md`, times in epoch milliseconds. */
const decodeAttributes = Schema.decodeUnknownEffect(ProfileAttributes)
const encodeAttributes = Schema.encodeEffect(ProfileAttributes)

/** The names of what does not fit, and no value: a row holds personal data. */
const misfit = (error: Schema.SchemaError) =>
  Effect.die(new Error(`A profile row does not fit its schema: ${error.message}`))

export const decode = (item: Item): Effect.Effect<User> =>
  decodeAttributes(unmarshal(item)).pipe(Effect.map(toUser), Effect.catchTag("SchemaError", misfit))

export const encode = (user: User): Effect.Effect<Item> =>
  encodeAttributes(fromUser(user)).pipe(
    Effect.map((plain: PlainMap) => marshal(plain)),
    Effect.catchTag("SchemaError", misfit)
  )

const decodeAdmissionAttributes = Schema.decodeUnknownEffect(AdmissionAttributes)

export const decodeAdmission = (item: Item): Effect.Effect<Admission> =>
  decodeAdmissionAttributes(unmarshal(item)).pipe(
    Effect.map(({ account_status: status, current_session: session }) => ({
      status,
      session: Option.map(Option.fromUndefinedOr(session), toSession)
    })),
    Effect.catchTag("SchemaError", misfit)
  )

const decodeImageAttributes = Schema.decodeUnknownOption(ProfileAttributes)

/** In the place of the data key, which has an item of its own. Opens nothing. */
const noDataKey = WrappedKey.make("bm9uZQ==")

/** A profile row by itself, as the table's stream has it; none where it is no such row. */
export const decodeImage = (item: Item): Option.Option<User> =>
  plainOf(item).pipe(
    Option.flatMap((plain) => decodeImageAttributes({ ...plain, data_key: noDataKey })),
    Option.map(toUser)
  )
