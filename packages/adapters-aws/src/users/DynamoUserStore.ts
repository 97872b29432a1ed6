import { ConditionalCheckFailedException, type TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { Identity } from "@serenya/domain/identity/Identity"
import type { IdentityAlreadyRegistered } from "@serenya/domain/identity/IdentityErrors"
import type { EmailKey } from "@serenya/domain/users/EmailAddress"
import type { Registrant } from "@serenya/domain/users/Registrant"
import type { User } from "@serenya/domain/users/User"
import type { ConcurrentUpdate } from "@serenya/domain/users/UserErrors"
import type { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Config, Data, Effect, Layer, Option, Schedule } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import { GetItem, PutItem, Query } from "../dynamo/DynamoCommands.ts"
import { type ConditionsFailed, transactOn } from "../dynamo/Transaction.ts"
import { UserTable } from "../resources/UserTable.ts"
import * as DataKeyItem from "./DataKeyItem.ts"
import {
  emailGuard,
  emailGuardKey,
  type Guard,
  guardKeysOf,
  type GuardOf,
  guardsOf,
  holderOf,
  identityGuard,
  identityKey
} from "./GuardItem.ts"
import { judge, profileOf, putNext } from "./NextProfile.ts"
import * as ProfileItem from "./ProfileItem.ts"
import { dataKeySort, profileSort, userPartition } from "./UserKeys.ts"

/** Another version is stored, or none. */
class VersionMoved extends Data.TaggedError("VersionMoved")<{ readonly stored: Option.Option<Item> }> {}

const versionMoved = (cause: unknown) =>
  cause instanceof ConditionalCheckFailedException
    ? new VersionMoved({ stored: Option.fromUndefinedOr(cause.Item) })
    : undefined

/** A user's own items: the profile and the data key. */
const ownKeys = (id: UserId): ReadonlyArray<Item> =>
  [profileSort, dataKeySort].map((SK) => marshal({ PK: userPartition(id), SK }))

/** Each guard that a condition failed at, with its holder. The guards come first in every transaction, in their order. */
const heldAmong = <G>(guards: ReadonlyArray<G>, { against }: ConditionsFailed) =>
  guards.flatMap((guard, i) =>
    Option.match(Option.flatMap(against[i] ?? Option.none(), holderOf), {
      onNone: (): ReadonlyArray<{ readonly guard: G; readonly holder: Guard }> => [],
      onSome: (holder) => [{ guard, holder }]
    })
  )

/** The first guard that somebody else holds is the refusal. Held by this very user: an earlier call, its answer lost, wrote it all. */
const judgeInsert = (user: User) => (failed: ConditionsFailed) => {
  const held = heldAmong(guardsOf(user), failed)
  const taken = held.find(({ holder }) => holder.user_id !== user.id)
  if (taken !== undefined) return Effect.fail(taken.guard.refusal(taken.holder))
  return held.length > 0 ? Effect.void : Effect.die(new Error(`The user id ${user.id} was given out twice`))
}

/** The guard is another's, or the version moved: by this very write, its answer lost, or by somebody else's. */
const judgeLink =
  (user: User, guard: GuardOf<IdentityAlreadyRegistered>, mine: Item) =>
  ({
    against: [held = Option.none(), stored = Option.none()]
  }: ConditionsFailed): Effect.Effect<void, IdentityAlreadyRegistered | ConcurrentUpdate> => {
    const holder = Option.filter(Option.flatMap(held, holderOf), ({ user_id }) => user_id !== user.id)
    return Option.isSome(holder) ? Effect.fail(guard.refusal(holder.value)) : judge(mine, stored)
  }

/** `UserStore` on the one table: a profile, its data key and its guards in one transaction, strong reads by key, no index and no scan. */
export const layer = Layer.effect(
  UserStore,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)

    const getItem = (operation: string, Key: Item) =>
      awsCall("storage", operation, (options) =>
        client.send(GetItem({ TableName, Key, ConsistentRead: true }), options)
      ).pipe(Effect.map(({ Item }) => Option.fromUndefinedOr(Item)))

    const transact = transactOn(client)

    const putNew = (item: Item): TransactWriteItem => ({
      Put: {
        TableName,
        Item: item,
        ConditionExpression: "attribute_not_exists(PK)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD"
      }
    })

    /** A guard that this user holds already is as good as a new one. */
    const putOwn = (item: Item, user: User): TransactWriteItem => ({
      Put: {
        TableName,
        Item: item,
        ConditionExpression: "attribute_not_exists(PK) OR user_id = :me",
        ExpressionAttributeValues: marshal({ ":me": user.id }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD"
      }
    })

    /** A guard that is somebody else's by now stays. */
    const deleteOwn = (Key: Item, { id }: Registrant): TransactWriteItem => ({
      Delete: {
        TableName,
        Key,
        ConditionExpression: "attribute_not_exists(PK) OR user_id = :me",
        ExpressionAttributeValues: marshal({ ":me": id }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD"
      }
    })

    const ownItems = (operation: string, id: UserId) =>
      awsCall("storage", operation, (options) =>
        client.send(
          Query({
            TableName,
            KeyConditionExpression: "PK = :user AND begins_with(SK, :profile)",
            ExpressionAttributeValues: marshal({ ":user": userPartition(id), ":profile": profileSort }),
            ConsistentRead: true
          }),
          options
        )
      ).pipe(Effect.map(({ Items = [] }) => Items))

    /** A transaction that replaces the data key shows both of its items within milliseconds. */
    const wholeItems = (id: UserId) =>
      ownItems("DynamoUserStore.find", id).pipe(
        Effect.repeat({ while: DataKeyItem.isTorn, schedule: Schedule.spaced("20 millis"), times: 10 })
      )

    const find = Effect.fnUntraced(function* (id: UserId) {
      const item = DataKeyItem.together(yield* wholeItems(id))
      return yield* Effect.transposeOption(Option.map(item, ProfileItem.decode))
    })

    const findAdmission = Effect.fnUntraced(function* (id: UserId) {
      const item = DataKeyItem.together(yield* ownItems("DynamoUserStore.findAdmission", id))
      return yield* Effect.transposeOption(Option.map(item, ProfileItem.decodeAdmission))
    })

    const findByGuard = Effect.fnUntraced(function* (operation: string, key: Item) {
      const holder = Option.flatMap(yield* getItem(operation, key), holderOf)
      return Option.isSome(holder) ? yield* find(holder.value.user_id) : Option.none<User>()
    })

    const findByIdentity = (identity: Identity) => findByGuard("DynamoUserStore.findByIdentity", identityKey(identity))

    const findByEmail = (emailKey: EmailKey) => findByGuard("DynamoUserStore.findByEmail", emailGuardKey(emailKey))

    const insert = Effect.fnUntraced(function* (user: User) {
      const { dataKey, profile } = DataKeyItem.apart(yield* ProfileItem.encode(user))
      const items = [...guardsOf(user).map(({ item }) => item), profile, dataKey]
      yield* Effect.catchTag(
        transact("DynamoUserStore.insert", items.map(putNew)),
        "ConditionsFailed",
        judgeInsert(user)
      )
    })

    const save = Effect.fnUntraced(function* (user: User) {
      const profile = yield* profileOf(user)
      const command = PutItem(putNext(TableName, profile, user))
      const put = awsCall("storage", "DynamoUserStore.save", (options) => client.send(command, options), versionMoved)
      yield* Effect.catchTag(put, "VersionMoved", ({ stored }) => judge(profile, stored))
    })

    const link = Effect.fnUntraced(function* (user: User, identity: Identity) {
      const profile = yield* profileOf(user)
      const guard = identityGuard(user, identity)
      yield* Effect.catchTag(
        transact("DynamoUserStore.link", [putOwn(guard.item, user), { Put: putNext(TableName, profile, user) }]),
        "ConditionsFailed",
        judgeLink(user, guard, profile)
      )
    })

    /** The profile comes first, so that its condition is the one that is judged: a user holds their guards in every version. */
    const unlink = Effect.fnUntraced(function* (user: User, identity: Identity) {
      const profile = yield* profileOf(user)
      const items = [
        { Put: putNext(TableName, profile, user) },
        { Put: { TableName, Item: emailGuard(user).item } },
        deleteOwn(identityKey(identity), user)
      ]
      yield* Effect.catchTag(transact("DynamoUserStore.unlink", items), "ConditionsFailed", ({ against: [stored] }) =>
        judge(profile, stored ?? Option.none())
      )
    })

    const eraseWith = (registrant: Registrant, guards: ReadonlyArray<Item>) =>
      transact("DynamoUserStore.erase", [
        ...guards.map((key) => deleteOwn(key, registrant)),
        ...ownKeys(registrant.id).map((Key) => ({ Delete: { TableName, Key } }))
      ])

    const erase = Effect.fnUntraced(function* (registrant: Registrant) {
      const guards = guardKeysOf(registrant)
      yield* eraseWith(registrant, guards).pipe(
        // Erased before, and somebody registered since: what is theirs is left out.
        Effect.catchTag("ConditionsFailed", (failed) => {
          const foreign = new Set(heldAmong(guards, failed).map(({ guard }) => guard))
          return eraseWith(
            registrant,
            guards.filter((guard) => !foreign.has(guard))
          )
        }),
        Effect.catchTag("ConditionsFailed", () =>
          Effect.die(new Error("A guard changed hands twice within one erasure"))
        )
      )
    })

    const holds = ({ id }: Registrant, Key: Item) =>
      Effect.map(
        getItem("DynamoUserStore.remains", Key),
        Option.exists((item) => Option.exists(holderOf(item), ({ user_id }) => user_id === id))
      )

    const remains = Effect.fnUntraced(function* (registrant: Registrant) {
      const looks = [
        Effect.map(ownItems("DynamoUserStore.remains", registrant.id), (items) => items.length > 0),
        ...guardKeysOf(registrant).map((key) => holds(registrant, key))
      ]
      return (yield* Effect.all(looks, { concurrency: "unbounded" })).includes(true)
    })

    return UserStore.of({
      find,
      findAdmission,
      findByIdentity,
      findByEmail,
      insert,
      save,
      link,
      unlink,
      erase,
      remains
    })
  })
)
