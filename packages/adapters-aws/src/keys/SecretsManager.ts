import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { Context, Effect, Layer } from "effect"
import { awsSettings } from "../aws/AwsSettings.ts"

/** The Secrets Manager client, one per process. Calls go through `awsCall`. */
export class SecretsManager extends Context.Service<SecretsManager, SecretsManagerClient>()(
  "@serenya/adapters-aws/keys/SecretsManager"
) {
  static readonly layer = Layer.effect(
    SecretsManager,
    Effect.gen(function* () {
      const settings = yield* awsSettings
      return yield* Effect.acquireRelease(
        Effect.sync(() => new SecretsManagerClient(settings)),
        (client) => Effect.sync(() => client.destroy())
      )
    })
  )
}
