import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as DynamoMigrationTarget from "@serenya/adapters-aws/migration/DynamoMigrationTarget"
import * as EnvelopeLegacyCipher from "@serenya/adapters-aws/migration/EnvelopeLegacyCipher"
import * as KmsLegacyKeys from "@serenya/adapters-aws/migration/KmsLegacyKeys"
import * as PgLegacySource from "@serenya/adapters-aws/migration/PgLegacySource"
import * as S3LegacyArchive from "@serenya/adapters-aws/migration/S3LegacyArchive"
import * as Sql from "@serenya/adapters-aws/migration/Sql"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import { trouble } from "@serenya/local/cli/Trouble"
import * as Provision from "@serenya/local/stack/Provision"
import * as Settings from "@serenya/local/stack/Settings"
import { Effect, Layer, Option } from "effect"

/** Both systems: the old database and its keys, the new table, bucket and keys. */
export const adapters = Layer.mergeAll(
  PgLegacySource.layer.pipe(Layer.provide(Sql.layer)),
  EnvelopeLegacyCipher.layer.pipe(Layer.provide(KmsLegacyKeys.layer)),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(KmsDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
  DynamoMigrationTarget.layer,
  S3LegacyArchive.layer
).pipe(Layer.provide([Dynamo.layer, S3.layer, Kms.layer, SecretsManager.layer]))

const required = [
  "LEGACY_DATABASE_URL",
  "AWS_REGION",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  ...[UserTable, EventsBucket, MasterKey, EmailIndexSecret].map(({ env }) => env)
]

/** The environment; at an endpoint, with what `pnpm start --endpoint` made there. */
export const settings = Effect.fnUntraced(function* (endpoint: Option.Option<string>) {
  const settings: Settings.Settings = {
    ...(Option.isSome(endpoint) && { ...Provision.names, AWS_ENDPOINT_URL: endpoint.value }),
    ...(yield* Effect.sync(() => process.env))
  }
  const missing = required.filter((name) => !settings[name])
  if (missing.length > 0) return yield* trouble(`Set ${missing.join(", ")}.`)
  return settings
})

export const layer = (endpoint: Option.Option<string>) =>
  Layer.unwrap(Effect.map(settings(endpoint), (settings) => Layer.provide(adapters, Settings.provider(settings))))

/** Refuses to write unless the operator names the table that the environment names. */
export const confirmed = Effect.fnUntraced(function* (endpoint: Option.Option<string>, into: string) {
  const table = (yield* settings(endpoint))[UserTable.env] ?? ""
  if (into !== table) return yield* trouble(`This writes to ${table}: say so with --into ${table}.`)
})
