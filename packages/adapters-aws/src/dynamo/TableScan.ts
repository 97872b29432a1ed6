import type { ScanCommandInput, ScanCommandOutput } from "@aws-sdk/client-dynamodb"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Option, Stream } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Item } from "./AttributeValue.ts"
import type { Dynamo } from "./Dynamo.ts"
import { Scan } from "./DynamoCommands.ts"

/** One of `of` parts of a table, from 0. Together they have every row once. */
export interface Segment {
  readonly segment: number
  readonly of: number
}

export interface Page {
  readonly items: ReadonlyArray<Item>
  /** Where the next page begins; none: this is the last. */
  readonly next: Option.Option<Item>
}

export const whole: Segment = { segment: 0, of: 1 }

export const segments = (of: number): ReadonlyArray<Segment> =>
  Array.from({ length: of }, (_, segment) => ({ segment, of }))

const limits = { attemptTimeout: "15 seconds", retries: 5 } as const

/** One segment of a table, page after page of a megabyte, from `after` on, by strong reads. No function is granted a scan. */
export const pages = (
  client: Dynamo["Service"],
  input: ScanCommandInput,
  { of, segment }: Segment,
  after: Option.Option<Item>
): Stream.Stream<Page, Unavailable> =>
  Stream.paginate(after, (after) => {
    const command = Scan({
      ...input,
      ConsistentRead: true,
      ...(of > 1 && { Segment: segment, TotalSegments: of }),
      ...(Option.isSome(after) && { ExclusiveStartKey: after.value })
    })
    return awsCall<ScanCommandOutput>(
      "storage",
      "TableScan.pages",
      (options) => client.send(command, options),
      undefined,
      limits
    ).pipe(
      Effect.map(({ Items = [], LastEvaluatedKey }) => {
        const next = Option.fromUndefinedOr(LastEvaluatedKey)
        return [[{ items: Items, next }], Option.map(next, Option.some)] as const
      })
    )
  })
