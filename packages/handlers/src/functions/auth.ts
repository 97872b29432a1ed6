import * as NodeSignatureVerifier from "@serenya/adapters-aws/biometrics/NodeSignatureVerifier"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as AesGcmIdempotencyScopes from "@serenya/adapters-aws/idempotency/AesGcmIdempotencyScopes"
import * as DynamoIdempotencyStore from "@serenya/adapters-aws/idempotency/DynamoIdempotencyStore"
import * as AppleEventVerifier from "@serenya/adapters-aws/identity/AppleEventVerifier"
import * as JwksIdentityVerifier from "@serenya/adapters-aws/identity/JwksIdentityVerifier"
import * as NodeJwksSource from "@serenya/adapters-aws/identity/NodeJwksSource"
import * as CachedDataKeys from "@serenya/adapters-aws/keys/CachedDataKeys"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as JoseAccessTokens from "@serenya/adapters-aws/sessions/JoseAccessTokens"
import * as WebCryptoRefreshTokens from "@serenya/adapters-aws/sessions/WebCryptoRefreshTokens"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import { Layer } from "effect"
import * as HttpLambda from "../lambda/HttpLambda.ts"
import * as LateSecurityEvents from "../lambda/LateSecurityEvents.ts"
import * as AuthRoutes from "../routes/AuthRoutes.ts"

const Random = WebCryptoRandomIds.layer
const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide([SecretsManager.layer, Random]))
const DataKeys = CachedDataKeys.layer.pipe(Layer.provide(KmsDataKeys.layer), Layer.provide(Kms.layer))
const Users = Layer.mergeAll(
  DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, Random])),
  HmacEmailIndex.layer.pipe(Layer.provide(Secrets)),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(DataKeys))
)
const Once = Layer.mergeAll(
  DynamoIdempotencyStore.layer.pipe(Layer.provide(Dynamo.layer)),
  AesGcmIdempotencyScopes.layer.pipe(Layer.provide(DataKeys))
)
const Proofs = Layer.mergeAll(
  JoseAccessTokens.layer.pipe(Layer.provide([Secrets, Random])),
  WebCryptoRefreshTokens.layer.pipe(Layer.provide(Random)),
  Layer.mergeAll(JwksIdentityVerifier.layer, AppleEventVerifier.layer).pipe(Layer.provide(NodeJwksSource.layer)),
  NodeSignatureVerifier.layer
)

const Security = LateSecurityEvents.layer(() => import("./security/trail.ts"))

export const handler = HttpLambda.make(AuthRoutes.layer.pipe(Layer.provide([Users, Once, Proofs, Random, Security])))
