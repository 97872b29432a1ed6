import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import * as CachedDataKeys from "@serenya/adapters-aws/keys/CachedDataKeys"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as UserProfileRoutes from "../routes/UserProfileRoutes.ts"

const Random = WebCryptoRandomIds.layer
const DataKeys = CachedDataKeys.layer.pipe(Layer.provide(KmsDataKeys.layer), Layer.provide(Kms.layer))
const Users = Layer.mergeAll(
  DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, Random])),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(DataKeys))
)

const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide([SecretsManager.layer, Random]))
const Objects = Layer.mergeAll(
  S3DocumentVault.layer,
  S3JobStore.layer.pipe(Layer.provide(Random)),
  S3ErasureLedger.layer.pipe(Layer.provide(Secrets))
).pipe(Layer.provide(S3.layer))

export const handler = HttpLambda.make(UserProfileRoutes.layer.pipe(Layer.provide([Users, Objects])))
