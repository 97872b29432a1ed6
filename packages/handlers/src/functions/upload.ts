import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as AesGcmIdempotencyScopes from "@serenya/adapters-aws/idempotency/AesGcmIdempotencyScopes"
import * as DynamoIdempotencyStore from "@serenya/adapters-aws/idempotency/DynamoIdempotencyStore"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import * as CachedDataKeys from "@serenya/adapters-aws/keys/CachedDataKeys"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as LateSecurityEvents from "../lambda/LateSecurityEvents.ts"
import * as UploadRoutes from "../routes/UploadRoutes.ts"

const Random = WebCryptoRandomIds.layer
const Users = DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, Random]))
const DataKeys = CachedDataKeys.layer.pipe(Layer.provide(KmsDataKeys.layer), Layer.provide(Kms.layer))
const Once = Layer.mergeAll(
  DynamoIdempotencyStore.layer.pipe(Layer.provide(Dynamo.layer)),
  AesGcmIdempotencyScopes.layer.pipe(Layer.provide(DataKeys))
)
const Objects = Layer.mergeAll(S3DocumentVault.layer, S3JobStore.layer).pipe(Layer.provide([S3.layer, Random]))

const Security = LateSecurityEvents.layer(() => import("./security/trail.ts"))

export const handler = HttpLambda.make(UploadRoutes.layer.pipe(Layer.provide([Users, Once, Objects, Random, Security])))
