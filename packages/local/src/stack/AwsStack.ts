import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import * as S3CheckpointStore from "@serenya/adapters-aws/audit/S3CheckpointStore"
import { Sqs } from "@serenya/adapters-aws/audit/Sqs"
import * as SqsStrandedChanges from "@serenya/adapters-aws/audit/SqsStrandedChanges"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { DynamoStreams } from "@serenya/adapters-aws/dynamo/DynamoStreams"
import { TableFeed } from "@serenya/adapters-aws/dynamo/TableFeed"
import * as DynamoIdempotencyStore from "@serenya/adapters-aws/idempotency/DynamoIdempotencyStore"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import * as CachedDataKeys from "@serenya/adapters-aws/keys/CachedDataKeys"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { listObjects } from "@serenya/adapters-aws/s3/ListObjects"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as DynamoTombstones from "@serenya/adapters-aws/users/DynamoTombstones"
import * as DynamoUserDirectory from "@serenya/adapters-aws/users/DynamoUserDirectory"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Data, Effect, Layer } from "effect"
import * as Provision from "./Provision.ts"
import * as Settings from "./Settings.ts"

/** Variables that an AWS-compatible endpoint needs are not set. */
export class VariablesMissing extends Data.TaggedError("VariablesMissing")<{ readonly names: ReadonlyArray<string> }> {
  override get message() {
    return `--endpoint needs ${this.names.join(", ")}. For an emulator any value does, such as AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test.`
  }
}

interface Credentials {
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
}

const credentialsIn = (settings: Settings.Settings): Effect.Effect<Credentials, VariablesMissing> => {
  const region = settings["AWS_REGION"] || settings["AWS_DEFAULT_REGION"]
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken
  } = settings
  if (region && accessKeyId && secretAccessKey)
    return Effect.succeed({ region, accessKeyId, secretAccessKey, sessionToken })
  const named = { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  return Effect.fail(
    new VariablesMissing({ names: Object.entries(named).flatMap(([name, value]) => (value ? [] : [name])) })
  )
}

const environment = (endpoint: string, { accessKeyId, region, secretAccessKey, sessionToken }: Credentials) =>
  Settings.provider({
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    ...Provision.names,
    ...Provision.queues(endpoint)
  })

const clients = Layer.mergeAll(Dynamo.layer, DynamoStreams.layer, Kms.layer, SecretsManager.layer, S3.layer, Sqs.layer)

const adapters = Layer.mergeAll(
  DynamoUserStore.layer,
  DynamoSubscriptionLedger.layer,
  DynamoIdempotencyStore.layer,
  DynamoUserDirectory.layer,
  DynamoTombstones.layer,
  CachedDataKeys.layer.pipe(Layer.provide(KmsDataKeys.layer)),
  S3ErasureLedger.layer.pipe(Layer.provideMerge(SecretsManagerSecretKeys.layer)),
  S3DocumentVault.layer,
  S3AuditTrail.layer,
  S3CheckpointStore.layer,
  SqsStrandedChanges.layer,
  TableFeed.layer,
  S3JobStore.layer.pipe(Layer.provide(WebCryptoRandomIds.layer))
)

/** The deployed adapters against an AWS-compatible endpoint, whose resources are made where they are missing. */
export const open = Effect.fnUntraced(function* (endpoint: string, settings: Settings.Settings) {
  const credentials = yield* credentialsIn(settings)
  const sdk = yield* Layer.build(Layer.provideMerge(clients, environment(endpoint, credentials)))
  yield* Effect.provideContext(Provision.provision, sdk)
  const bucket = Provision.names[TempBucket.env]
  return {
    users: `DynamoDB at ${endpoint}, table ${Provision.names[UserTable.env]}`,
    objects: `S3 at ${endpoint}, bucket ${bucket}`,
    layer: Layer.provide(adapters, Layer.succeedContext(sdk)),
    waiting: Effect.provideContext(listObjects(bucket, TempBucket.prefixes.incoming), sdk)
  }
})
