import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import * as KmsKeyRewrapper from "@serenya/adapters-aws/keys/KmsKeyRewrapper"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as DynamoDataKeyStore from "@serenya/adapters-aws/users/DynamoDataKeyStore"
import * as DynamoUserDirectory from "@serenya/adapters-aws/users/DynamoUserDirectory"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import type { DataKeyStore } from "@serenya/domain/keys/DataKeyStore"
import { Reencryption } from "@serenya/domain/keys/Reencryption"
import type { Stores } from "@serenya/local/stack/Ports"
import * as FileKeyRewrapper from "@serenya/local/stores/FileKeyRewrapper"
import { Effect, Layer } from "effect"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"

export const stack = {
  needs: [UserTable, MasterKey],
  aws: Layer.mergeAll(
    DynamoUserStore.layer,
    DynamoUserDirectory.layer,
    DynamoDataKeyStore.layer,
    AesGcmPersonalDataCipher.layer.pipe(Layer.provide(KmsDataKeys.layer)),
    KmsKeyRewrapper.layer
  ).pipe(Layer.provide([Dynamo.layer, Kms.layer])),
  folder: Layer.mergeAll(
    Layer.effectContext(Effect.context<Stores | DataKeyStore>()),
    AesGcmPersonalDataCipher.layer,
    FileKeyRewrapper.layer
  )
}

/** `Reencryption` and the directory at a place. */
export const layer = (place: Place) => Reencryption.layer.pipe(Layer.provideMerge(Stack.over(stack, place)))
