import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as UploadRoutes from "../routes/UploadRoutes.ts"

const Random = WebCryptoRandomIds.layer
const Users = DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, Random]))
const Vault = S3DocumentVault.layer.pipe(Layer.provide(S3.layer))

export const handler = HttpLambda.make(UploadRoutes.layer.pipe(Layer.provide([Users, Vault, Random])))
