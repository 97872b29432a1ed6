import { errorTypeRegistries } from "@aws-sdk/client-secrets-manager"
import { AwsJson1_1Protocol } from "@aws-sdk/core/protocols"
import { Context, Effect, Layer } from "effect"
import { type JsonClient, jsonClient } from "../aws/JsonClient.ts"

const protocol = () =>
  new AwsJson1_1Protocol({
    defaultNamespace: "com.amazonaws.secretsmanager",
    errorTypeRegistries,
    serviceTarget: "secretsmanager"
  })

/** The Secrets Manager client, one per process. Calls go through `awsCall`. */
export class SecretsManager extends Context.Service<SecretsManager, JsonClient<"secretsmanager">>()(
  "@serenya/adapters-aws/keys/SecretsManager"
) {
  static readonly layer = Layer.effect(
    SecretsManager,
    Effect.suspend(() => jsonClient("secretsmanager", protocol()))
  )
}
