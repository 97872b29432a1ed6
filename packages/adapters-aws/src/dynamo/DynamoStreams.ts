import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The client of DynamoDB's streams. No function has one: Lambda reads the stream for them. Calls go through `awsCall`. */
export class DynamoStreams extends Context.Service<DynamoStreams, DynamoDBStreamsClient>()(
  "@serenya/adapters-aws/dynamo/DynamoStreams"
) {
  static readonly layer = Layer.effect(
    DynamoStreams,
    awsClient((settings) => new DynamoDBStreamsClient(settings))
  )
}
