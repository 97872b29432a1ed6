import { STSClient } from "@aws-sdk/client-sts"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The STS client, one per process. Calls go through `awsCall`. */
export class Sts extends Context.Service<Sts, STSClient>()("@serenya/adapters-aws/operators/Sts") {
  static readonly layer = Layer.effect(
    Sts,
    awsClient((settings) => new STSClient(settings))
  )
}
