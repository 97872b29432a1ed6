import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager"
import { AppStoreKeySecret, PlayKeySecret } from "@serenya/adapters-aws/resources/StoreKeySecrets"
import { StoreCredentials } from "@serenya/adapters-aws/subscriptions/StoreCredentials"
import { Effect, Redacted } from "effect"
import type { Clients } from "./Clients.ts"
import type * as Deployment from "./Deployment.ts"

/** What an operator does once: the stores' keys go into the secrets that were deployed for them. */
export const give = Effect.fnUntraced(function* ({ secrets }: Clients, names: Deployment.Deployment["names"]) {
  const credentials = yield* StoreCredentials
  const apple = yield* credentials.apple
  const google = yield* credentials.google
  const put = (SecretId: string | undefined, value: object) =>
    Effect.promise(() => secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value) })))
  yield* put(names[AppStoreKeySecret.env], {
    issuer_id: apple.issuerId,
    key_id: apple.keyId,
    private_key: Redacted.value(apple.privateKey)
  })
  yield* put(names[PlayKeySecret.env], {
    type: "service_account",
    client_email: google.clientEmail,
    private_key_id: google.privateKeyId,
    private_key: Redacted.value(google.privateKey)
  })
})
