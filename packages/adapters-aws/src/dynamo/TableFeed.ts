import {
  type _Record as StreamRecord,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand
} from "@aws-sdk/client-dynamodb-streams"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Config, Context, Effect, Layer, Option, Schema } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { UserTable } from "../resources/UserTable.ts"
import { DynamoStreams } from "./DynamoStreams.ts"
import { type Opening, openings } from "./ShardRules.ts"

/** A place in the stream of a table: after a record of it. Another stream, of a table that was made anew, begins anew. */
export const Place = Schema.Struct({ stream: Schema.String, sequence: Schema.String })
export type Place = typeof Place.Type

/** A record as Lambda hands it over (`DynamoDBRecord`), and the place after it. */
export interface Told {
  readonly record: unknown
  readonly place: Place
}

/** As many as Lambda is told to hand over at once. */
const batch = 100

/** Emulators number their records from one: with the stream's own time the number is unique for ever. */
const eventIdOf = (stream: string, sequence: string): string =>
  `${(stream.split("/").at(-1) ?? "").replaceAll(/\D/g, "")}-${sequence.padStart(21, "0")}`

const toldOf =
  (stream: string) =>
  (record: StreamRecord): ReadonlyArray<Told> => {
    const { ApproximateCreationDateTime: at, SequenceNumber: sequence, ...rest } = record.dynamodb ?? {}
    if (at === undefined || sequence === undefined) return []
    const dynamodb = { ...rest, ApproximateCreationDateTime: at.getTime() / 1000, SequenceNumber: sequence }
    return [{ record: { ...record, eventID: eventIdOf(stream, sequence), dynamodb }, place: { stream, sequence } }]
  }

/** What Lambda does between a table's stream and a function, for machines where there is no Lambda. */
export class TableFeed extends Context.Service<
  TableFeed,
  {
    /** The records after a place, oldest first, as many as make a batch; none: nothing was written since. */
    after(place: Option.Option<Place>): Effect.Effect<ReadonlyArray<Told>, Unavailable>
  }
>()("@serenya/adapters-aws/dynamo/TableFeed") {
  static readonly layer = Layer.effect(
    TableFeed,
    Effect.gen(function* () {
      const streams = yield* DynamoStreams
      const TableName = yield* Config.NonEmptyString(UserTable.env)

      const newest = Effect.map(
        awsCall("storage", "TableFeed.newest", (options) =>
          streams.send(new ListStreamsCommand({ TableName }), options)
        ),
        ({ Streams = [] }) => Option.fromUndefinedOr(Streams.at(-1)?.StreamArn)
      )

      const shardsOf = (StreamArn: string) =>
        Effect.map(
          awsCall("storage", "TableFeed.shardsOf", (options) =>
            streams.send(new DescribeStreamCommand({ StreamArn }), options)
          ),
          ({ StreamDescription }) => StreamDescription?.Shards ?? []
        )

      const read = Effect.fnUntraced(function* (StreamArn: string, { after, shard }: Opening) {
        const iterator = new GetShardIteratorCommand({
          StreamArn,
          ShardId: shard,
          ...Option.match(after, {
            onNone: () => ({ ShardIteratorType: "TRIM_HORIZON" as const }),
            onSome: (SequenceNumber) => ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber })
          })
        })
        const { ShardIterator } = yield* awsCall("storage", "TableFeed.iterator", (options) =>
          streams.send(iterator, options)
        )
        const { Records = [] } = yield* awsCall("storage", "TableFeed.read", (options) =>
          streams.send(new GetRecordsCommand({ ShardIterator, Limit: batch }), options)
        )
        return Records.flatMap(toldOf(StreamArn))
      })

      const after = Effect.fn("TableFeed.after")(function* (place: Option.Option<Place>) {
        const stream = yield* newest
        if (Option.isNone(stream)) return []
        const known = Option.filter(place, (one) => one.stream === stream.value)
        const last = Option.map(known, ({ sequence }) => sequence)
        for (const opening of openings(yield* shardsOf(stream.value), last)) {
          const told = yield* read(stream.value, opening)
          if (told.length > 0) return told
        }
        return []
      })

      return { after }
    })
  )
}
