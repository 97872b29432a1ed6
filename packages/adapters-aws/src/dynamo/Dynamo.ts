import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { Context, Effect, Layer } from "effect"
import { awsSettings } from "../aws/AwsSettings.ts"

/** The DynamoDB client, one per process. Calls go through `awsCall`. */
export class Dynamo extends Context.Service<Dynamo, DynamoDBClient>()("@serenya/adapters-aws/dynamo/Dynamo") {
  static readonly layer = Layer.effect(
    Dynamo,
    Effect.gen(function* () {
      const settings = yield* awsSettings
      return yield* Effect.acquireRelease(
        Effect.sync(() => new DynamoDBClient(settings)),
        (client) => Effect.sync(() => client.destroy())
      )
    })
  )
}
