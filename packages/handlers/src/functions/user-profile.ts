import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as CachedDataKeys from "@serenya/adapters-aws/keys/CachedDataKeys"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as LateSecurityEvents from "../lambda/LateSecurityEvents.ts"
import * as LatePrivacy from "../routes/LatePrivacy.ts"
import * as UserProfileRoutes from "../routes/UserProfileRoutes.ts"

const DataKeys = CachedDataKeys.layer.pipe(Layer.provide(KmsDataKeys.layer), Layer.provide(Kms.layer))
const Users = Layer.mergeAll(
  DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, WebCryptoRandomIds.layer])),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(DataKeys))
)
const later = () => import("./user-profile/privacy.ts")
const Privacy = LatePrivacy.layer(later)
const Security = LateSecurityEvents.layer(async () => ({ layer: (await later()).security }))

export const handler = HttpLambda.make(
  UserProfileRoutes.layerOver.pipe(Layer.provide(Privacy), Layer.provide([Users, Security]))
)
