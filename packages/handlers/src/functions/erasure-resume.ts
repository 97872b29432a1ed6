import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as DynamoTombstones from "@serenya/adapters-aws/users/DynamoTombstones"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as ScheduledLambda from "../lambda/ScheduledLambda.ts"
import * as ResumeErasures from "../routes/ResumeErasures.ts"

const Random = WebCryptoRandomIds.layer
const Users = Layer.mergeAll(DynamoUserStore.layer, DynamoSubscriptionLedger.layer, DynamoTombstones.layer).pipe(
  Layer.provide([Dynamo.layer, Random])
)
const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide([SecretsManager.layer, Random]))
const Objects = Layer.mergeAll(
  S3DocumentVault.layer,
  S3JobStore.layer.pipe(Layer.provide(Random)),
  S3ErasureLedger.layer.pipe(Layer.provide(Secrets))
).pipe(Layer.provide(S3.layer))

export const handler = ScheduledLambda.make({
  layer: ResumeErasures.layer.pipe(Layer.provideMerge(Users), Layer.provide(Objects)),
  run: ResumeErasures.run
})
