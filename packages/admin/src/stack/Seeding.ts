import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import type { Stores } from "@serenya/local/stack/Ports"
import { Effect, Layer } from "effect"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"

const stack = {
  needs: [UserTable, MasterKey, EmailIndexSecret],
  aws: Layer.mergeAll(
    DynamoUserStore.layer,
    DynamoSubscriptionLedger.layer,
    AesGcmPersonalDataCipher.layer.pipe(Layer.provide(KmsDataKeys.layer)),
    HmacEmailIndex.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer))
  ).pipe(Layer.provide([Dynamo.layer, Kms.layer, SecretsManager.layer])),
  folder: Layer.mergeAll(
    Layer.effectContext(Effect.context<Stores>()),
    AesGcmPersonalDataCipher.layer,
    HmacEmailIndex.layer
  )
}

/** What it takes to register people and enter what they bought, at a place. */
export const layer = (place: Place) => Stack.over(stack, place)
