import { KMSClient } from "@aws-sdk/client-kms"
import { Context, Effect, Layer } from "effect"
import { awsSettings } from "../aws/AwsSettings.ts"

/** The KMS client, one per process. Calls go through `awsCall`. */
export class Kms extends Context.Service<Kms, KMSClient>()("@serenya/adapters-aws/keys/Kms") {
  static readonly layer = Layer.effect(
    Kms,
    Effect.gen(function* () {
      const settings = yield* awsSettings
      return yield* Effect.acquireRelease(
        Effect.sync(() => new KMSClient(settings)),
        (client) => Effect.sync(() => client.destroy())
      )
    })
  )
}
