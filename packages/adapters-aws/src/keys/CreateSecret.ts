import { ResourceExistsException } from "@aws-sdk/client-secrets-manager"
import { Data, Effect } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import * as KeySecret from "./KeySecret.ts"
import { CreateSecret } from "./SecretsCommands.ts"
import { SecretsManager } from "./SecretsManager.ts"

class SecretExists extends Data.TaggedError("SecretExists") {}

/** Creates a secret with a fresh key in it, unless it is there. For emulators; deployed secrets are CDK's. */
export const createSecret = Effect.fn("CreateSecret.createSecret")(function* (name: string) {
  const client = yield* SecretsManager
  const command = CreateSecret({ Name: name, SecretString: yield* KeySecret.generate })
  yield* awsCall(
    "keys",
    "CreateSecret.createSecret",
    (options) => client.send(command, options),
    (cause) => (cause instanceof ResourceExistsException ? new SecretExists() : undefined)
  ).pipe(Effect.catchTag("SecretExists", () => Effect.void))
})
