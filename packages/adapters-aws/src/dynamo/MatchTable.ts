import type { UpdateTableCommandInput } from "@aws-sdk/client-dynamodb"
import type { MetadataBearer } from "@smithy/types"
import { Data, Effect, Option, Schedule } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { shapeOf, tableNamed } from "./DescribeTable.ts"
import type { Dynamo } from "./Dynamo.ts"
import {
  ListTagsOfResource,
  TagResource,
  UpdateContinuousBackups,
  UpdateTable,
  UpdateTimeToLive
} from "./DynamoCommands.ts"
import { differences, type ShapeDifference } from "./TableShape.ts"

type Client = Dynamo["Service"]

/** A copy differs from its source in what nobody can change any more. */
export class NoMatch extends Data.TaggedError("NoMatch")<{ readonly differences: ReadonlyArray<ShapeDifference> }> {
  override get message() {
    return this.differences.map(({ found, wanted, what }) => `${what} is ${found}, not ${wanted}`).join("; ")
  }
}

/** DynamoDB takes one change of a table at a time. */
const settled = (client: Client, table: string) =>
  tableNamed(client, table).pipe(
    Effect.repeat({
      schedule: Schedule.spaced("1 second"),
      until: (found) => Option.exists(found, ({ TableStatus }) => TableStatus === "ACTIVE"),
      times: 600
    })
  )

/** The one change that makes it so; undefined where a table that stands cannot be told that. */
const changeOf = (TableName: string, { wanted, what }: ShapeDifference) => {
  const update = (change: Omit<UpdateTableCommandInput, "TableName">) => UpdateTable({ TableName, ...change })
  switch (what) {
    case "billing":
      return wanted === "PAY_PER_REQUEST" ? update({ BillingMode: wanted }) : undefined
    case "stream":
      return wanted === "NEW_AND_OLD_IMAGES"
        ? update({ StreamSpecification: { StreamEnabled: true, StreamViewType: wanted } })
        : undefined
    case "deletion protection":
      return update({ DeletionProtectionEnabled: wanted === "on" })
    case "time to live":
      return UpdateTimeToLive({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: wanted } })
    case "point-in-time recovery":
      return UpdateContinuousBackups({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: wanted === "on" }
      })
    default:
      return undefined
  }
}

/** What of a copy is not as its source is: AWS restores rows, keys and indexes, and neither stream, time to live, recovery, protection nor tags. */
export const missing = Effect.fn("MatchTable.missing")(function* (client: Client, source: string, target: string) {
  const [wanted, found] = [yield* shapeOf(client, source), yield* shapeOf(client, target)]
  return Option.getOrElse(
    Option.zipWith(wanted, found, (wanted, found) => differences(wanted, found)),
    (): ReadonlyArray<ShapeDifference> => []
  )
})

const copyTags = Effect.fnUntraced(function* (client: Client, source: string, target: string) {
  const arnOf = (table: string) =>
    Effect.map(tableNamed(client, table), (found) => Option.flatMapNullishOr(found, ({ TableArn }) => TableArn))
  const [from, to] = [yield* arnOf(source), yield* arnOf(target)]
  if (Option.isNone(from) || Option.isNone(to)) return
  const { Tags = [] } = yield* awsCall("storage", "MatchTable.tags", (options) =>
    client.send(ListTagsOfResource({ ResourceArn: from.value }), options)
  )
  // CloudFormation's own stay with the table that it made.
  const ours = Tags.filter(({ Key = "" }) => !Key.startsWith("aws:"))
  if (ours.length === 0) return
  yield* awsCall("storage", "MatchTable.copyTags", (options) =>
    client.send(TagResource({ ResourceArn: to.value, Tags: ours }), options)
  )
})

/** Gives a copy what a restore loses, as its source has it; again is fine. */
export const match = Effect.fn("MatchTable.match")(function* (client: Client, source: string, target: string) {
  for (const difference of yield* missing(client, source, target)) {
    const change = changeOf(target, difference)
    if (change === undefined) return yield* new NoMatch({ differences: [difference] })
    yield* awsCall("storage", "MatchTable.match", (options) => client.send<MetadataBearer>(change, options))
    yield* settled(client, target)
  }
  yield* copyTags(client, source, target)
  const left = yield* missing(client, source, target)
  if (left.length > 0) return yield* new NoMatch({ differences: left })
})
