import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The DynamoDB client, one per process. Calls go through `awsCall`. */
export class Dynamo extends Context.Service<Dynamo, DynamoDBClient>()("@serenya/adapters-aws/dynamo/Dynamo") {
  static readonly layer = Layer.effect(
    Dynamo,
    awsClient((settings) => new DynamoDBClient(settings))
  )
}
