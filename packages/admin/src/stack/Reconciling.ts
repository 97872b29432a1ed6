import * as NodeJwksSource from "@serenya/adapters-aws/identity/NodeJwksSource"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as S3ErasureLedger from "@serenya/adapters-aws/privacy/S3ErasureLedger"
import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { AppStoreKeySecret, PlayKeySecret } from "@serenya/adapters-aws/resources/StoreKeySecrets"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as NoAppleData from "@serenya/adapters-aws/subscriptions/apple/NoAppleData"
import * as SecretsManagerStoreCredentials from "@serenya/adapters-aws/subscriptions/SecretsManagerStoreCredentials"
import * as VendorStorefronts from "@serenya/adapters-aws/subscriptions/VendorStorefronts"
import { Reconciliation } from "@serenya/domain/subscriptions/Reconciliation"
import * as PlayedStores from "@serenya/local/storefronts/PlayedStores"
import { Layer } from "effect"
import * as Operating from "./Operating.ts"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"
import * as Subscribing from "./Subscribing.ts"

/** As the function that is deployed for it. */
const aws = Layer.mergeAll(
  Subscribing.ledger,
  S3ErasureLedger.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
  VendorStorefronts.layer.pipe(
    Layer.provide([NoAppleData.layer, NodeJwksSource.layer, SecretsManagerStoreCredentials.layer])
  ),
  WebCryptoRandomIds.layer
).pipe(Layer.provide([S3.layer, SecretsManager.layer]))

const app = [
  "APPLE_BUNDLE_ID",
  "APPLE_APP_ID",
  "GOOGLE_PACKAGE_NAME",
  "GOOGLE_PUSH_AUDIENCE",
  "GOOGLE_PUSH_SERVICE_ACCOUNT"
].map((env) => ({ env }))

const stack = {
  needs: [UserTable, EventsBucket, ErasureLedgerSecret, AppStoreKeySecret, PlayKeySecret, ...app],
  aws,
  // The stores of this machine remember their sales in the folder, and are open while somebody asks.
  folder: Layer.merge(Operating.folder, PlayedStores.layer("http://127.0.0.1/api/v1/subscriptions/webhook"))
}

/** What asks the stores, at a place. */
export const layer = (place: Place) => Reconciliation.layer.pipe(Layer.provideMerge(Stack.over(stack, place)))
