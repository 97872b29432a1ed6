import * as HmacCheckpointSigner from "@serenya/adapters-aws/audit/HmacCheckpointSigner"
import * as NodeDigests from "@serenya/adapters-aws/audit/NodeDigests"
import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import * as S3CheckpointStore from "@serenya/adapters-aws/audit/S3CheckpointStore"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import { AuditCheckpointSecret } from "@serenya/adapters-aws/resources/AuditCheckpointSecret"
import { AuditEvents } from "@serenya/adapters-aws/resources/AuditObjects"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import { AuditCheckpoints } from "@serenya/domain/audit/AuditCheckpoints"
import { trouble } from "@serenya/local/cli/Trouble"
import * as Provision from "@serenya/local/stack/Provision"
import * as Settings from "@serenya/local/stack/Settings"
import { Effect, Layer, Option } from "effect"

const adapters = Layer.mergeAll(
  S3AuditTrail.layer,
  S3CheckpointStore.layer,
  HmacCheckpointSigner.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
  NodeDigests.layer
).pipe(Layer.provide([S3.layer, SecretsManager.layer]))

const required = [
  "AWS_REGION",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  AuditEvents.env,
  AuditCheckpointSecret.env
]

const stores = Effect.fnUntraced(function* (endpoint: Option.Option<string>) {
  const settings: Settings.Settings = {
    ...(Option.isSome(endpoint) && { ...Provision.names, AWS_ENDPOINT_URL: endpoint.value }),
    ...(yield* Effect.sync(() => process.env))
  }
  const missing = required.filter((name) => !settings[name])
  if (missing.length > 0) return yield* trouble(`Set ${missing.join(", ")}, or name a place with --endpoint.`)
  return Layer.provide(adapters, Settings.provider(settings))
})

/** The trail and its checkpoints: of the stage that the environment names, or at an endpoint. */
export const layer = (endpoint: Option.Option<string>) =>
  AuditCheckpoints.layer.pipe(Layer.provideMerge(Layer.unwrap(stores(endpoint))))
