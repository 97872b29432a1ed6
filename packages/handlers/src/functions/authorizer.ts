import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as JoseAccessTokens from "@serenya/adapters-aws/sessions/JoseAccessTokens"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Layer } from "effect"
import * as AuthorizerLambda from "../lambda/AuthorizerLambda.ts"
import * as LateSecurityEvents from "../lambda/LateSecurityEvents.ts"
import * as AuthorizeRequest from "../routes/AuthorizeRequest.ts"

const Random = WebCryptoRandomIds.layer
const Secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provide([SecretsManager.layer, Random]))
const Tokens = JoseAccessTokens.layer.pipe(Layer.provide([Secrets, Random]))
const Users = DynamoUserStore.layer.pipe(Layer.provide([Dynamo.layer, Random]))

const Security = LateSecurityEvents.layer(() => import("./security/trail.ts"))

export const handler = AuthorizerLambda.make({
  layer: AuthorizeRequest.layer.pipe(Layer.provide([Users, Tokens, Security])),
  verify: AuthorizeRequest.verify,
  isRefusal: AuthorizeRequest.isRefusal
})
