import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as AesGcmIdempotencyScopes from "@serenya/adapters-aws/idempotency/AesGcmIdempotencyScopes"
import * as DynamoIdempotencyStore from "@serenya/adapters-aws/idempotency/DynamoIdempotencyStore"
import * as NodeJwksSource from "@serenya/adapters-aws/identity/NodeJwksSource"
import * as CachedDataKeys from "@serenya/adapters-aws/keys/CachedDataKeys"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as AesGcmPageCursors from "@serenya/adapters-aws/subscriptions/AesGcmPageCursors"
import * as VerifiedAppleData from "@serenya/adapters-aws/subscriptions/apple/VerifiedAppleData"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as SecretsManagerStoreCredentials from "@serenya/adapters-aws/subscriptions/SecretsManagerStoreCredentials"
import * as VendorStorefronts from "@serenya/adapters-aws/subscriptions/VendorStorefronts"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as SubscriptionsRoutes from "../routes/SubscriptionsRoutes.ts"

const Random = WebCryptoRandomIds.layer
const DataKeys = CachedDataKeys.layer.pipe(Layer.provide(KmsDataKeys.layer), Layer.provide(Kms.layer))
const Stores = Layer.mergeAll(DynamoUserStore.layer, DynamoSubscriptionLedger.layer, DynamoIdempotencyStore.layer).pipe(
  Layer.provide([Dynamo.layer, Random])
)
const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide([SecretsManager.layer, Random]))
const Sealed = Layer.mergeAll(
  AesGcmPageCursors.layer.pipe(Layer.provide(Secrets)),
  S3ErasureLedger.layer.pipe(Layer.provide(Secrets), Layer.provide(S3.layer)),
  AesGcmIdempotencyScopes.layer.pipe(Layer.provide(DataKeys))
)
const Storefronts = VendorStorefronts.layer.pipe(
  Layer.provide([VerifiedAppleData.layer, NodeJwksSource.layer, SecretsManagerStoreCredentials.layer]),
  Layer.provide(SecretsManager.layer)
)

export const handler = HttpLambda.make(
  SubscriptionsRoutes.layer.pipe(Layer.provide([Stores, Sealed, Storefronts, Random]))
)
