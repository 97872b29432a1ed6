import { LambdaClient } from "@aws-sdk/client-lambda"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The client of Lambda's own API, one per process: operators list versions and move aliases with it. Calls go through `awsCall`. */
export class Functions extends Context.Service<Functions, LambdaClient>()("@serenya/adapters-aws/functions/Functions") {
  static readonly layer = Layer.effect(
    Functions,
    awsClient((settings) => new LambdaClient(settings))
  )
}
