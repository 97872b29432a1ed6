import type * as StreamLambda from "../../src/lambda/StreamLambda.ts"
import { invocation } from "../lambda/support/Lambda.ts"

/** A record of a stream, as far as its delivery goes. */
export interface Delivered {
  readonly dynamodb: { readonly SequenceNumber: string }
}

/** What a run came to. */
export interface Deliveries {
  invocations: number
  bisects: number
  partialFailures: number
}

/**
 * Delivers a shard as Lambda's event source mapping does (`BisectBatchOnFunctionError`, `ReportBatchItemFailures`): in
 * order, in batches, again from the first that failed; an invocation that broke off is tried again by halves, and one
 * whose answer was lost as a whole.
 */
export const deliver = async (
  handler: StreamLambda.Handler,
  shard: ReadonlyArray<Delivered>,
  random: () => number,
  counts: Deliveries
): Promise<void> => {
  const invoke = (records: ReadonlyArray<Delivered>) => {
    counts.invocations += 1
    return handler({ Records: records }, invocation())
  }

  const process = async (batch: ReadonlyArray<Delivered>): Promise<void> => {
    if (batch.length === 0) return
    const fate = random()
    if (fate < 0.05) {
      await invoke(batch.slice(0, Math.floor(random() * batch.length)))
      counts.bisects += 1
      const middle = Math.ceil(batch.length / 2)
      await process(batch.slice(0, middle))
      return process(batch.slice(middle))
    }
    const { batchItemFailures } = await invoke(batch)
    if (fate < 0.1) return process(batch)
    if (batchItemFailures.length === 0) return
    counts.partialFailures += 1
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
    return process(batch.slice(batch.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber))))
  }

  for (let at = 0; at < shard.length;) {
    const size = 1 + Math.floor(random() * 100)
    await process(shard.slice(at, at + size))
    at += size
  }
}
