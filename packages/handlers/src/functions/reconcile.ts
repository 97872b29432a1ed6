import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as NodeJwksSource from "@serenya/adapters-aws/identity/NodeJwksSource"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as NoAppleData from "@serenya/adapters-aws/subscriptions/apple/NoAppleData"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as SecretsManagerStoreCredentials from "@serenya/adapters-aws/subscriptions/SecretsManagerStoreCredentials"
import * as VendorStorefronts from "@serenya/adapters-aws/subscriptions/VendorStorefronts"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as ScheduledLambda from "../lambda/ScheduledLambda.ts"
import * as ReconcileSubscriptions from "../routes/ReconcileSubscriptions.ts"

const Random = WebCryptoRandomIds.layer
const Users = Layer.mergeAll(DynamoUserStore.layer, DynamoSubscriptionLedger.layer).pipe(
  Layer.provide([Dynamo.layer, Random])
)
const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide([SecretsManager.layer, Random]))
const Erasures = S3ErasureLedger.layer.pipe(Layer.provide([Secrets, S3.layer]))
const Storefronts = VendorStorefronts.layer.pipe(
  Layer.provide([NoAppleData.layer, NodeJwksSource.layer, SecretsManagerStoreCredentials.layer]),
  Layer.provide(SecretsManager.layer)
)

export const handler = ScheduledLambda.make({
  layer: ReconcileSubscriptions.layer.pipe(Layer.provide([Users, Erasures, Storefronts, Random])),
  run: ReconcileSubscriptions.run
})
