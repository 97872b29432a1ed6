import { Cache, Config, Effect, Exit, Layer, Redacted } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { GetSecretValue } from "../keys/SecretsCommands.ts"
import { SecretsManager } from "../keys/SecretsManager.ts"
import { AppStoreKeySecret, PlayKeySecret } from "../resources/StoreKeySecrets.ts"
import { StoreCredentials } from "./StoreCredentials.ts"
import * as StoreKeySecrets from "./StoreKeySecrets.ts"

/** A key that operators replace counts after this long. */
const heldFor = "5 minutes"

/** The stores' keys in a secret each, which are put there by hand: nobody but the stores can make them. */
export const layer = Layer.effect(
  StoreCredentials,
  Effect.gen(function* () {
    const client = yield* SecretsManager
    const secretIds = yield* Config.all({
      apple: Config.NonEmptyString(AppStoreKeySecret.env),
      google: Config.NonEmptyString(PlayKeySecret.env)
    })

    const held = yield* Cache.makeWith(
      (SecretId: string) =>
        awsCall("keys", "SecretsManagerStoreCredentials.fetch", (options) =>
          client.send(GetSecretValue({ SecretId }), options)
        ).pipe(Effect.map(({ SecretString = "" }) => Redacted.make(SecretString, { label: "storeKey" }))),
      { capacity: 2, timeToLive: (exit) => (Exit.isSuccess(exit) ? heldFor : 0) }
    )

    return StoreCredentials.of({
      apple: Effect.flatMap(Cache.get(held, secretIds.apple), StoreKeySecrets.appleOf),
      google: Effect.flatMap(Cache.get(held, secretIds.google), StoreKeySecrets.googleOf)
    })
  })
)
