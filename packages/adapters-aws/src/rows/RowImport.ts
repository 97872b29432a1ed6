import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Data, Effect, Option, Schedule } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Item } from "../dynamo/AttributeValue.ts"
import { batchGet } from "../dynamo/BatchGet.ts"
import { PutItem, TransactWriteItems } from "../dynamo/DynamoCommands.ts"
import type { NamedTable } from "../dynamo/NamedTable.ts"
import { conditionsFailed } from "../dynamo/Transaction.ts"
import { type GuardsAre, judge, type Kept } from "./ImportRules.ts"
import { guardsOf, type ImportUnit, keyOf } from "./ImportUnit.ts"

/** What became of a unit. */
export interface Imported {
  readonly unit: ImportUnit
  readonly outcome: "written" | Kept
}

/** Somebody wrote in between. */
class Moved extends Data.TaggedError("Moved") {}

const limits = { attemptTimeout: "15 seconds", retries: 8 } as const

const moved = (cause: unknown) =>
  (cause instanceof Error && cause.name === "ConditionalCheckFailedException") || conditionsFailed(cause) !== undefined
    ? new Moved()
    : undefined

const writeTo = ({ client }: NamedTable["Service"]) => {
  const call = <A>(send: (options: { readonly abortSignal: AbortSignal }) => Promise<A>) =>
    Effect.asVoid(awsCall("storage", "RowImport.write", send, moved, limits))

  /** All of the actions or none; one by itself costs half of a transaction. */
  return (actions: ReadonlyArray<TransactWriteItem>): Effect.Effect<void, Moved | Unavailable> => {
    const [first, ...others] = actions
    if (first?.Put?.Item !== undefined && others.length === 0) {
      const { ReturnValuesOnConditionCheckFailure: _, ...put } = first.Put
      const command = PutItem({ ...put, TableName: put.TableName, Item: put.Item })
      return call((options) => client.send(command, options))
    }
    const command = TransactWriteItems({
      TransactItems: [...actions],
      ClientRequestToken: crypto.randomUUID()
    })
    return call((options) => client.send(command, options))
  }
}

/** Writes what may be written of these rows; again ends the same. A dry run only says what would become of them. */
export const importInto = (table: NamedTable["Service"], isDryRun: boolean) => {
  const write = writeTo(table)
  const guardsAre: GuardsAre = isDryRun ? "awaited" : "demanded"

  const read = (units: ReadonlyArray<ImportUnit>) => {
    const keys = units.flatMap(({ row }) => [keyOf(row), ...Option.getOrElse(guardsOf(row), (): Array<Item> => [])])
    return batchGet(table.client, table.name, keys, () => undefined)
  }

  const settle = Effect.fnUntraced(function* (unit: ImportUnit, at: (key: Item) => Item | undefined) {
    const judgement = judge(table.name, unit, at, guardsAre)
    if (judgement._tag === "Keep") return { unit, outcome: judgement.kept } satisfies Imported
    if (!isDryRun) yield* write(judgement.actions)
    return { unit, outcome: "written" } satisfies Imported
  })

  const again = (unit: ImportUnit): Effect.Effect<Imported, Unavailable> =>
    Effect.flatMap(read([unit]), (at) => settle(unit, at)).pipe(
      Effect.retry({
        while: (error) => error instanceof Moved,
        schedule: Schedule.spaced("50 millis").pipe(Schedule.jittered),
        times: 20
      }),
      Effect.catchTag("Moved", () => Effect.die(new Error("A row moved twenty times while it was imported")))
    )

  return Effect.fnUntraced(function* (units: ReadonlyArray<ImportUnit>) {
    const at = yield* read(units)
    return yield* Effect.forEach(units, (unit) => settle(unit, at).pipe(Effect.catchTag("Moved", () => again(unit))), {
      concurrency: 8
    })
  })
}
