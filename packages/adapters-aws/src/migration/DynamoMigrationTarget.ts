import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { type Landing, MigrationTarget, type Mover } from "@serenya/domain/migration/MigrationTarget"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import { Array, Config, Effect, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Item } from "../dynamo/AttributeValue.ts"
import { batchGet } from "../dynamo/BatchGet.ts"
import { Dynamo } from "../dynamo/Dynamo.ts"
import { TransactWriteItems } from "../dynamo/DynamoCommands.ts"
import { type ConditionsFailed, conditionsFailed } from "../dynamo/Transaction.ts"
import { UserTable } from "../resources/UserTable.ts"
import * as Pace from "../shared/Pace.ts"
import { ownerIn } from "../subscriptions/LedgerGuards.ts"
import { transactionKey } from "../subscriptions/LedgerKeys.ts"
import * as FoundMover from "./FoundMover.ts"
import * as MoverItems from "./MoverItems.ts"
import * as MoverTransactionRules from "./MoverTransactionRules.ts"

/** As many payments as go into one transaction by themselves, and as many as go with their person. */
const mostPayments = 45

const parallel = 8

/** Nobody waits for an answer but the move itself. */
const limits = { attemptTimeout: "30 seconds", retries: 8 } as const

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
      works: ReadonlyArray<MoverTransactionRules.Work>
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

    const writeAgain = Effect.fnUntraced(function* (
      works: ReadonlyArray<MoverTransactionRules.Work>,
      failed: ConditionsFailed
    ) {
      const judged = MoverTransactionRules.hitsOf(works, failed).map(({ hits, work }) => ({
        work,
        hits,
        landing: MoverTransactionRules.landingOf(work, hits)
      }))
      const landed = judged.flatMap(({ landing, work }) =>
        Option.toArray(Option.map(landing, (landing) => [work.mover, landing] as const))
      )
      const rest = judged.flatMap(({ hits, landing, work }) =>
        Option.isSome(landing) ? [] : [MoverTransactionRules.without(work, hits)]
      )
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
      return {
        mover,
        actions: [...(yield* MoverItems.userActions(mover)), ...payments],
        foreign
      } satisfies MoverTransactionRules.Work
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
        const landed = new Map(
          (yield* Effect.forEach(MoverTransactionRules.packed(works), write, { concurrency: parallel })).flat()
        )
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
        return yield* Effect.forEach(lookups, (lookup) => FoundMover.foundOf(lookup, at))
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
