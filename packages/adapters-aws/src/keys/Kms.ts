import { errorTypeRegistries } from "@aws-sdk/client-kms"
import { AwsJson1_1Protocol } from "@aws-sdk/core/protocols"
import { Context, Effect, Layer } from "effect"
import { type JsonClient, jsonClient } from "../aws/JsonClient.ts"

const protocol = () =>
  new AwsJson1_1Protocol({
    defaultNamespace: "com.amazonaws.kms",
    errorTypeRegistries,
    serviceTarget: "TrentService"
  })

/** The KMS client, one per process. Calls go through `awsCall`. */
export class Kms extends Context.Service<Kms, JsonClient<"kms">>()("@serenya/adapters-aws/keys/Kms") {
  static readonly layer = Layer.effect(
    Kms,
    Effect.suspend(() => jsonClient("kms", protocol()))
  )
}
