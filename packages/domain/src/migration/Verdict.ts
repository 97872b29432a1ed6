import { Schema } from "effect"
import { TableName } from "./LegacyTables.ts"

/** Why a row is left out on purpose. */
export const omissions = {
  account_deleted: "The account was deleted: nothing of a person who asked to go is carried on.",
  facebook_unsupported: "Facebook signs nobody in any more.",
  owner_left_out: "Belongs to a person who is left out.",
  session_over: "The session had ended.",
  sign_in_again: "Tokens of the old system mean nothing in the new one: everybody signs in again.",
  register_again: "A biometric is a key that signs; the old system kept none. It is registered anew.",
  device_over: "The device was signed out.",
  device_replaced: "A person is signed in on one device: another one was used later.",
  device_unnamed: "A made-up device of a request that named none.",
  same_payment: "States a transaction that another row states with the same amount.",
  constant: "The code says the same.",
  constant_edited: "The code says otherwise, and counts; look whether the edit was meant to stay.",
  audit_sample: "One of the examples that an update of the old schema inserted."
} as const

/** Why a row could not be migrated: somebody has to look at each. */
export const faults = {
  row_unfit: "Holds what its column does not allow.",
  external_id_unfit: "The provider's id is none (RFC: printable ASCII, and `#` separates keys).",
  envelope_broken: "A ciphertext does not open.",
  envelope_foreign: "A ciphertext was made for another person or another column.",
  email_unfit: "What was encrypted is no e-mail address.",
  name_unfit: "What was encrypted is no name of one line and 200 characters at most.",
  email_shared: "Several accounts have this address: people must say which is theirs.",
  email_taken: "The address is registered in the new system, for somebody else.",
  identity_taken: "The identity is registered in the new system, for somebody else.",
  owner_failed: "Belongs to a person who could not be migrated.",
  consent_version_unfit: "Names no version of a text: the person is asked again.",
  device_unfit: "The device's own id or description does not fit.",
  provider_unsupported: "Neither the App Store nor Google Play: the purchase needs a place of its own.",
  subscription_unfit: "The subscription ends before it begins.",
  payment_foreign: "Pays for a subscription that is not this person's.",
  transaction_id_unfit: "Names no transaction of a store.",
  currency_unfit: "Names no currency (ISO 4217).",
  transaction_contradicted: "Rows state one transaction with different amounts.",
  transaction_shared: "Several people claim this transaction.",
  transaction_taken: "The transaction is recorded in the new system, for somebody else."
} as const

export type Omission = keyof typeof omissions
export type Fault = keyof typeof faults

const keysOf = <K extends string>(record: Readonly<Record<K, string>>): ReadonlyArray<K> =>
  Object.keys(record).filter((key): key is K => key in record)

export const Reason = Schema.Literals([...keysOf(omissions), ...keysOf(faults)])
export type Reason = typeof Reason.Type

/** What became of a row: it stands in the table, it lies in the archive, or the reason why neither. */
export const Verdict = Schema.Literals(["migrated", "archived", ...Reason.literals])
export type Verdict = typeof Verdict.Type

/** One row's verdict, by ids alone. `about`: whom or what it met. */
export const RowVerdict = Schema.Struct({
  table: TableName,
  id: Schema.String,
  verdict: Verdict,
  about: Schema.optionalKey(Schema.Array(Schema.String))
})
export type RowVerdict = typeof RowVerdict.Type

export const isOmission = (verdict: Verdict): verdict is Omission => verdict in omissions
export const isFault = (verdict: Verdict): verdict is Fault => verdict in faults

/** A person is asked about faults of their own rows; those that only follow are of one kind. */
export const ownersVerdict = (verdict: Verdict): "owner_left_out" | "owner_failed" =>
  isOmission(verdict) ? "owner_left_out" : "owner_failed"
