import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { User } from "@serenya/domain/users/User"
import { ConcurrentUpdate } from "@serenya/domain/users/UserErrors"
import { Effect, Equal, Option } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import * as DataKeyItem from "./DataKeyItem.ts"
import * as ProfileItem from "./ProfileItem.ts"

/** The profile as it is written next, without the data key, which has an item of its own. */
export const profileOf = (user: User): Effect.Effect<Item> =>
  Effect.map(ProfileItem.encode(user), (item) => DataKeyItem.apart(item).profile)

/** Writes `profile` over the version that was read, and no other. */
export const putNext = (TableName: string, profile: Item, user: User) =>
  ({
    TableName,
    Item: profile,
    ConditionExpression: "version = :read",
    ExpressionAttributeValues: marshal({ ":read": user.version - 1 }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD"
  }) satisfies TransactWriteItem["Put"]

/** A failed condition is no answer yet: the version in the way may be this very write, its answer lost. */
export const judge = (profile: Item, stored: Option.Option<Item>): Effect.Effect<void, ConcurrentUpdate> =>
  Option.exists(stored, (item) => Equal.equals(item, profile)) ? Effect.void : Effect.fail(new ConcurrentUpdate())
