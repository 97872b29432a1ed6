import { SQSClient } from "@aws-sdk/client-sqs"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The SQS client, one per process. Calls go through `awsCall`. TLS vouches for what is sent, so no MD5 is compared. */
export class Sqs extends Context.Service<Sqs, SQSClient>()("@serenya/adapters-aws/audit/Sqs") {
  static readonly layer = Layer.effect(
    Sqs,
    awsClient((settings) => new SQSClient({ ...settings, md5: false }))
  )
}
