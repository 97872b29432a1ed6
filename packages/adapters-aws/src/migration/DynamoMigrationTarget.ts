import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import {
  type Found,
  type Landing,
  type Lookup,
  MigrationTarget,
  type Mover
} from "@serenya/domain/migration/MigrationTarget"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import { Array, Config, Effect, Exit, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Item } from "../dynamo/AttributeValue.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import { TransactWriteItems } from "../dynamo/DynamoCommands.ts"
import { type ConditionsFailed, conditionsFailed } from "../dynamo/Transaction.ts"
import { UserTable } from "../resources/UserTable.ts"
import { ownerIn } from "../subscriptions/LedgerGuards.ts"
import { transactionKey } from "../subscriptions/LedgerKeys.ts"
import * as PaymentItem from "../subscriptions/PaymentItem.ts"
import * as DataKeyItem from "../users/DataKeyItem.ts"
import { holderOf } from "../users/GuardItem.ts"
import * as ProfileItem from "../users/ProfileItem.ts"
import { batchGet } from "./BatchGet.ts"
import * as MoverItems from "./MoverItems.ts"
import * as Pace from "./Pace.ts"

/** DynamoDB's bound on one transaction. */
const mostActions = 100

/** As many payments as go into one transaction by themselves, and as many as go with their person. */
const mostPayments = 45

const parallel = 8

/** Nobody waits for an answer but the move itself. */
const limits = { attemptTimeout: "30 seconds", retries: 8 } as const

/** A mover on the way: the payments that are still to be written, and those that stand for somebody else. */
interface Work {
  readonly mover: Mover
  readonly actions: ReadonlyArray<MoverItems.Action>
  readonly foreign: ReadonlyArray<Payment>
}

/** Movers that share a transaction, in their order. */
const packed = (works: ReadonlyArray<Work>): ReadonlyArray<ReadonlyArray<Work>> => {
  const groups: Array<Array<Work>> = []
  let room = 0
  for (const work of works) {
    const group = groups.at(-1)
    if (group === undefined || work.actions.length > room) {
      groups.push([work])
      room = mostActions
    } else group.push(work)
    room -= work.actions.length
  }
  return groups
}

/** A failed condition among a mover's actions, and the item it failed against. */
interface Hit {
  readonly action: MoverItems.Action
  readonly against: Option.Option<Item>
}

/** What the hits of one mover come to; none: they go on without the payments that stand for somebody else. */
const landingOf = ({ foreign }: Work, hits: ReadonlyArray<Hit>): Option.Option<Landing> => {
  const guard = hits.find(({ action: { role } }) => role === "identity" || role === "email")
  if (guard !== undefined) {
    const holder = Option.match(Option.flatMap(guard.against, holderOf), {
      onNone: () => "nobody known",
      onSome: ({ user_id }) => String(user_id)
    })
    return Option.some({
      _tag: "Refused",
      verdict: guard.action.role === "email" ? "email_taken" : "identity_taken",
      holder
    })
  }
  // Written since it was looked for, by an earlier run of this migration: all of it, or nothing.
  return hits.some(({ action: { role } }) => role === "profile" || role === "data_key")
    ? Option.some({ _tag: "Written", foreign })
    : Option.none()
}

const without = (work: Work, hits: ReadonlyArray<Hit>): Work => {
  const foreign = hits.flatMap(({ action }) => (action.role === "payment_guard" ? [action.payment] : []))
  const actions = work.actions.filter((action) => !("payment" in action && foreign.includes(action.payment)))
  return { ...work, actions, foreign: [...work.foreign, ...foreign] }
}

/** `MigrationTarget` on the one table: several people a transaction, each with the items that the stores write, all or nothing. */
export const layer = Layer.effect(
  MigrationTarget,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)
    const perSecond = yield* Config.option(Config.Int("MIGRATION_WRITES_PER_SECOND"))
    const pace = Option.match(perSecond, { onNone: () => () => Effect.void, onSome: Pace.make })
    const consumed = { read: 0, write: 0 }

    const get = (keys: ReadonlyArray<Item>) =>
      batchGet(client, TableName, keys, (units) => {
        consumed.read += units
      })

    /** The token makes a retry harmless, whatever became of the answer. */
    const transact = Effect.fnUntraced(function* (operation: string, TransactItems: Array<TransactWriteItem>) {
      yield* pace(TransactItems.length)
      const command = TransactWriteItems({
        TransactItems,
        ClientRequestToken: crypto.randomUUID(),
        ReturnConsumedCapacity: "TOTAL"
      })
      const answer = yield* awsCall(
        "storage",
        operation,
        (options) => client.send(command, options),
        conditionsFailed,
        limits
      )
      for (const { CapacityUnits = 0 } of answer.ConsumedCapacity ?? []) consumed.write += CapacityUnits
    })

    /** Writes what several movers still have to be written for; whoever met something goes on without it, or not at all. */
    const write = (
      works: ReadonlyArray<Work>
    ): Effect.Effect<ReadonlyArray<readonly [Mover, Landing]>, Unavailable> => {
      if (works.length === 0) return Effect.succeed([])
      const puts = works.flatMap(({ actions, mover }) =>
        actions.map((action) => MoverItems.putOf(TableName, mover.user.id, action))
      )
      return transact("DynamoMigrationTarget.write", puts).pipe(
        Effect.as(works.map(({ foreign, mover }) => [mover, { _tag: "Written", foreign }] as const)),
        Effect.catchTag("ConditionsFailed", (failed) => writeAgain(works, failed))
      )
    }

    const hitsOf = (works: ReadonlyArray<Work>, { against, reasons }: ConditionsFailed) => {
      let from = 0
      return works.map((work) => {
        const first = from
        from += work.actions.length
        const hits = work.actions.flatMap((action, i): ReadonlyArray<Hit> =>
          reasons[first + i] === "ConditionalCheckFailed"
            ? [{ action, against: against[first + i] ?? Option.none() }]
            : []
        )
        return { work, hits }
      })
    }

    const writeAgain = Effect.fnUntraced(function* (works: ReadonlyArray<Work>, failed: ConditionsFailed) {
      const judged = hitsOf(works, failed).map(({ hits, work }) => ({ work, hits, landing: landingOf(work, hits) }))
      const landed = judged.flatMap(({ landing, work }) =>
        Option.toArray(Option.map(landing, (landing) => [work.mover, landing] as const))
      )
      const rest = judged.flatMap(({ hits, landing, work }) => (Option.isSome(landing) ? [] : [without(work, hits)]))
      return [...landed, ...(yield* write(rest))]
    })

    /** More payments than go with their person are written ahead of them: whoever has a profile is complete. */
    const workOf = Effect.fnUntraced(function* (mover: Mover) {
      const { id } = mover.user
      const [ahead, along] = Array.splitAt(mover.payments, Math.max(0, mover.payments.length - mostPayments))
      const foreign: Array<Payment> = []
      for (const chunk of Array.chunksOf(ahead, mostPayments)) {
        const actions = chunk.flatMap((payment) => MoverItems.paymentActions(id, payment))
        for (const [, landing] of yield* write([{ mover, actions, foreign: [] }]))
          if (landing._tag === "Written") foreign.push(...landing.foreign)
      }
      const payments = along.flatMap((payment) => MoverItems.paymentActions(id, payment))
      return { mover, actions: [...(yield* MoverItems.userActions(mover)), ...payments], foreign } satisfies Work
    })

    const foundOf = Effect.fnUntraced(function* (lookup: Lookup, at: (key: Item) => Item | undefined) {
      const [profileKey, dataKeyKey, identityKey, emailKey, ...paymentKeys] = MoverItems.keysOf(lookup)
      const item = (key: Item | undefined) =>
        Option.flatMap(Option.fromUndefinedOr(key), (key) => Option.fromUndefinedOr(at(key)))
      const own = [...Option.toArray(item(profileKey)), ...Option.toArray(item(dataKeyKey))]
      const user = yield* Effect.exit(Effect.transposeOption(Option.map(DataKeyItem.together(own), ProfileItem.decode)))
      const holder = (key: Item | undefined) =>
        Option.map(Option.flatMap(item(key), ownerIn), ({ user_id }) => String(user_id))
      const payments = yield* Effect.forEach(lookup.payments, (_, i) =>
        Effect.exit(Effect.transposeOption(Option.map(item(paymentKeys[2 * i]), PaymentItem.decode))).pipe(
          Effect.map((payment) => ({
            payment: Exit.isSuccess(payment) ? payment.value : Option.none(),
            holder: holder(paymentKeys[2 * i + 1])
          }))
        )
      )
      return {
        user: Exit.isSuccess(user) ? user.value : Option.none(),
        unreadable: Exit.isFailure(user),
        identityHolder: holder(identityKey),
        emailHolder: holder(emailKey),
        payments
      } satisfies Found
    })

    const foreignAmong = Effect.fnUntraced(function* (id: string, payments: ReadonlyArray<Payment>) {
      const at = yield* get(payments.map(transactionKey))
      return payments.filter((payment) => {
        const owner = Option.flatMap(Option.fromUndefinedOr(at(transactionKey(payment))), ownerIn)
        return Option.exists(owner, ({ user_id }) => user_id !== id)
      })
    })

    return MigrationTarget.of({
      present: Effect.fnUntraced(function* (ids) {
        const at = yield* get(ids.map(MoverItems.profileKey))
        return new Set(ids.filter((id) => at(MoverItems.profileKey(id)) !== undefined))
      }),
      write: Effect.fnUntraced(function* (movers) {
        const works = yield* Effect.forEach(movers, workOf, { concurrency: parallel })
        const landed = new Map((yield* Effect.forEach(packed(works), write, { concurrency: parallel })).flat())
        return yield* Effect.forEach(movers, (mover) =>
          Option.match(Option.fromUndefinedOr(landed.get(mover)), {
            onNone: () => Effect.die(new Error(`Nothing became of ${mover.user.id}`)),
            onSome: Effect.succeed
          })
        )
      }),
      foreign: foreignAmong,
      find: Effect.fnUntraced(function* (lookups) {
        const at = yield* get(lookups.flatMap(MoverItems.keysOf))
        return yield* Effect.forEach(lookups, (lookup) => foundOf(lookup, at))
      }),
      remove: Effect.fnUntraced(function* (lookup) {
        const foreign = yield* foreignAmong(lookup.id, lookup.payments)
        const own = lookup.payments.filter((payment) => !foreign.includes(payment))
        const [along, after] = Array.splitAt(own, mostPayments)
        const deletes = (payments: ReadonlyArray<Payment>) =>
          payments.flatMap((payment) => MoverItems.paymentDeletes(TableName, lookup.id, payment))
        const isGone = yield* transact("DynamoMigrationTarget.remove", [
          ...MoverItems.deletesOf(TableName, lookup),
          ...deletes(along)
        ]).pipe(
          Effect.as(true),
          Effect.catchTag("ConditionsFailed", () => Effect.succeed(false))
        )
        if (!isGone) return false
        for (const chunk of Array.chunksOf(after, mostPayments))
          yield* Effect.catchTag(
            transact("DynamoMigrationTarget.remove", deletes(chunk)),
            "ConditionsFailed",
            Effect.die
          )
        return true
      }),
      consumed: Effect.sync(() => ({ ...consumed }))
    })
  })
)
