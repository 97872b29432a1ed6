import { KMSClient } from "@aws-sdk/client-kms"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The KMS client, one per process. Calls go through `awsCall`. */
export class Kms extends Context.Service<Kms, KMSClient>()("@serenya/adapters-aws/keys/Kms") {
  static readonly layer = Layer.effect(
    Kms,
    awsClient((settings) => new KMSClient(settings))
  )
}
