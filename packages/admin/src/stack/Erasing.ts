import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import * as S3DocumentVault from "@serenya/adapters-aws/jobs/S3DocumentVault"
import * as S3JobStore from "@serenya/adapters-aws/jobs/S3JobStore"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as DynamoSubscriptionLedger from "@serenya/adapters-aws/subscriptions/DynamoSubscriptionLedger"
import * as DynamoTombstones from "@serenya/adapters-aws/users/DynamoTombstones"
import * as DynamoUserDirectory from "@serenya/adapters-aws/users/DynamoUserDirectory"
import * as DynamoUserStore from "@serenya/adapters-aws/users/DynamoUserStore"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import { Layer } from "effect"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"

/** The deployed adapters that erasing takes. */
export const adapters = Layer.mergeAll(
  DynamoUserStore.layer,
  DynamoUserDirectory.layer,
  DynamoTombstones.layer,
  DynamoSubscriptionLedger.layer,
  S3DocumentVault.layer,
  S3JobStore.layer.pipe(Layer.provide(WebCryptoRandomIds.layer)),
  S3ErasureLedger.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer))
).pipe(Layer.provide([Dynamo.layer, S3.layer, SecretsManager.layer]))

const stack = {
  needs: [UserTable, TempBucket, EventsBucket, ErasureLedgerSecret],
  aws: adapters,
  folder: Stack.stores
}

/** `Erasures`, the directory and the tombstones at a place. */
export const layer = (place: Place) => Erasures.layer.pipe(Layer.provideMerge(Stack.over(stack, place)))
