import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { Context, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"

/** The Secrets Manager client, one per process. Calls go through `awsCall`. */
export class SecretsManager extends Context.Service<SecretsManager, SecretsManagerClient>()(
  "@serenya/adapters-aws/keys/SecretsManager"
) {
  static readonly layer = Layer.effect(
    SecretsManager,
    awsClient((settings) => new SecretsManagerClient(settings))
  )
}
