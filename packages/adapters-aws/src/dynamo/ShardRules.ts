import type { Shard } from "@aws-sdk/client-dynamodb-streams"
import { Option } from "effect"

/** A shard that may hold what comes next, and after which record of it to begin; at its beginning without one. */
export interface Opening {
  readonly shard: string
  readonly after: Option.Option<string>
}

/** Numbers of records have up to forty digits; an empty stream may not say where it begins. */
const numberOf = (sequence: string | undefined): bigint => BigInt(sequence ?? "0")

/**
 * The shards that may hold records after `last`, oldest first, as the stream lists them. The newest may be open whatever it
 * says of its end: emulators name a record that is not the last.
 */
export const openings = (shards: ReadonlyArray<Shard>, last: Option.Option<string>): ReadonlyArray<Opening> =>
  shards.flatMap(({ SequenceNumberRange: range = {}, ShardId: shard }, index) => {
    if (shard === undefined) return []
    if (Option.isNone(last)) return [{ shard, after: last }]
    const at = numberOf(last.value)
    const { EndingSequenceNumber: end, StartingSequenceNumber: start } = range
    const isOver = end !== undefined && index < shards.length - 1 && numberOf(end) <= at
    if (isOver) return []
    return [{ shard, after: numberOf(start) > at ? Option.none() : last }]
  })
