import type { BatchGetItemCommandOutput, KeysAndAttributes } from "@aws-sdk/client-dynamodb"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Array, Effect } from "effect"
import { awsAttempt, retried } from "../aws/AwsCall.ts"
import type { Item } from "./AttributeValue.ts"
import type { Dynamo } from "./Dynamo.ts"
import { BatchGetItem } from "./DynamoCommands.ts"

const mostKeys = 100

const keyOf = ({ PK, SK }: Item): string => `${PK?.S} ${SK?.S}`

/** Strong reads of many keys; what stands there, by key. A failed attempt, and what a busy table leaves over, is asked for again. */
export const batchGet = Effect.fnUntraced(function* (
  client: Dynamo["Service"],
  TableName: string,
  keys: ReadonlyArray<Item>,
  onUnits: (units: number) => void
) {
  const found = new Map<string, Item>()

  const ask = Effect.fnUntraced(function* (chunk: ReadonlyArray<Item>) {
    let left: Array<Item> = [...chunk]
    const once = Effect.gen(function* () {
      const request: KeysAndAttributes = { Keys: left, ConsistentRead: true }
      const command = BatchGetItem({
        RequestItems: { [TableName]: request },
        ReturnConsumedCapacity: "TOTAL"
      })
      const answer = yield* awsAttempt<BatchGetItemCommandOutput, never>(
        "storage",
        "BatchGet",
        (options) => client.send(command, options),
        () => undefined,
        "30 seconds"
      )
      const { ConsumedCapacity = [], Responses, UnprocessedKeys } = answer
      for (const { CapacityUnits = 0 } of ConsumedCapacity) onUnits(CapacityUnits)
      for (const item of Responses?.[TableName] ?? []) found.set(keyOf(item), item)
      left = UnprocessedKeys?.[TableName]?.Keys ?? []
      if (left.length > 0) {
        const cause = new Error("The table left keys over")
        return yield* new Unavailable({ resource: "storage", operation: "BatchGet", retryable: true, cause })
      }
    })
    yield* once.pipe(retried("storage", 8))
  })

  const distinct = [...new Map(keys.map((key) => [keyOf(key), key])).values()]
  yield* Effect.forEach(Array.chunksOf(distinct, mostKeys), ask, { concurrency: 4, discard: true })
  return (key: Item): Item | undefined => found.get(keyOf(key))
})
