import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as AesGcmIdempotencyScopes from "@serenya/adapters-aws/idempotency/AesGcmIdempotencyScopes"
import * as DynamoIdempotencyStore from "@serenya/adapters-aws/idempotency/DynamoIdempotencyStore"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as CachedDataKeys from "@serenya/adapters-aws/keys/CachedDataKeys"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as ChatMessagesRoutes from "../routes/ChatMessagesRoutes.ts"

const Random = WebCryptoRandomIds.layer
const Users = DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, Random]))
const DataKeys = CachedDataKeys.layer.pipe(Layer.provide(KmsDataKeys.layer), Layer.provide(Kms.layer))
const Once = Layer.mergeAll(
  DynamoIdempotencyStore.layer.pipe(Layer.provide(Dynamo.layer)),
  AesGcmIdempotencyScopes.layer.pipe(Layer.provide(DataKeys))
)
const Vault = S3DocumentVault.layer.pipe(Layer.provide(S3.layer))

export const handler = HttpLambda.make(ChatMessagesRoutes.layer.pipe(Layer.provide([Users, Once, Vault, Random])))
