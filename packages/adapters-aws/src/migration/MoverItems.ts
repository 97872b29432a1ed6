import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { Lookup, Mover } from "@serenya/domain/migration/MigrationTarget"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { paymentKey, transactionKey } from "../subscriptions/LedgerKeys.ts"
import * as PaymentItem from "../subscriptions/PaymentItem.ts"
import * as DataKeyItem from "../users/DataKeyItem.ts"
import { guardKeysOf, guardsOf } from "../users/GuardItem.ts"
import * as ProfileItem from "../users/ProfileItem.ts"
import { dataKeySort, profileSort, userPartition } from "../users/UserKeys.ts"

export const profileKey = (id: string): Item => marshal({ PK: userPartition(id), SK: profileSort })
export const dataKeyKey = (id: string): Item => marshal({ PK: userPartition(id), SK: dataKeySort })

/** One item of a mover, as the stores write it, and what it is to them. */
export type Action = {
  readonly item: Item
} & (
  | { readonly role: "identity" | "email" | "profile" | "data_key" }
  | { readonly role: "payment" | "payment_guard"; readonly payment: Payment }
)

export const paymentActions = (id: UserId, payment: Payment): ReadonlyArray<Action> => [
  { item: PaymentItem.guard(id, payment), role: "payment_guard", payment },
  { item: PaymentItem.encode(id, payment), role: "payment", payment }
]

/** A user's own items: their guards, their data key, their profile. */
export const userActions = Effect.fnUntraced(function* ({ user }: Mover) {
  const { dataKey, profile } = DataKeyItem.apart(yield* ProfileItem.encode(user))
  const guards = guardsOf(user).map(({ item }, i): Action => ({
    item,
    role: i < user.identities.length ? "identity" : "email"
  }))
  const own: ReadonlyArray<Action> = [
    ...guards,
    { item: dataKey, role: "data_key" },
    { item: profile, role: "profile" }
  ]
  return own
})

const byMe = (id: UserId) => ({ ExpressionAttributeValues: marshal({ ":me": id }) })

/** Nothing is written over; a guard that is this person's already is as good as a new one. */
export const putOf = (TableName: string, id: UserId, { item: Item, role }: Action): TransactWriteItem => {
  if (role === "payment") return { Put: { TableName, Item } }
  const isGuard = role !== "profile" && role !== "data_key"
  return {
    Put: {
      TableName,
      Item,
      ConditionExpression: isGuard ? "attribute_not_exists(PK) OR user_id = :me" : "attribute_not_exists(PK)",
      ...(isGuard && byMe(id)),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD"
    }
  }
}

/** The keys of everything that a person's move has written: profile, data key, identity, e-mail, then row and guard of each payment. */
export const keysOf = ({ emailKey, id, identity, payments }: Lookup): ReadonlyArray<Item> => [
  profileKey(id),
  dataKeyKey(id),
  ...guardKeysOf({ id, identities: [identity], emailKey }),
  ...payments.flatMap((payment) => [paymentKey(id, payment), transactionKey(payment)])
]

/** Takes a person away who is still as they were written, and the guards that are theirs. */
export const deletesOf = (TableName: string, { emailKey, id, identity }: Lookup): ReadonlyArray<TransactWriteItem> => [
  {
    Delete: {
      TableName,
      Key: profileKey(id),
      ConditionExpression: "attribute_not_exists(PK) OR version = :first",
      ExpressionAttributeValues: marshal({ ":first": 1 }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD"
    }
  },
  { Delete: { TableName, Key: dataKeyKey(id) } },
  ...guardKeysOf({ id, identities: [identity], emailKey }).map((Key): TransactWriteItem => ({
    Delete: {
      TableName,
      Key,
      ConditionExpression: "attribute_not_exists(PK) OR user_id = :me",
      ...byMe(id),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD"
    }
  }))
]

export const paymentDeletes = (TableName: string, id: UserId, payment: Payment): ReadonlyArray<TransactWriteItem> => [
  { Delete: { TableName, Key: transactionKey(payment) } },
  { Delete: { TableName, Key: paymentKey(id, payment) } }
]
