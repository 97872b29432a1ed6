import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import { Layer } from "effect"
import * as PrivacyServices from "../../routes/PrivacyServices.ts"
import * as Trail from "../security/trail.ts"

const Random = WebCryptoRandomIds.layer
const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide([SecretsManager.layer, Random]))
const Objects = Layer.mergeAll(
  S3DocumentVault.layer,
  S3JobStore.layer.pipe(Layer.provide(Random)),
  S3ErasureLedger.layer.pipe(Layer.provide(Secrets))
).pipe(Layer.provide(S3.layer))

const Ledger = DynamoSubscriptionLedger.layer.pipe(Layer.provide([Dynamo.layer, Random]))

export const layer = PrivacyServices.layer.pipe(Layer.provide([Objects, Ledger]))

/** In this part and not in one of its own: what two late parts share would be a third file, to be opened at every start. */
export const security = Trail.layer
