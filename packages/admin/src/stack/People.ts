import * as S3AuditTrail from "@serenya/adapters-aws/audit/S3AuditTrail"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import { Sts } from "@serenya/adapters-aws/operators/Sts"
import * as StsOperatorIdentity from "@serenya/adapters-aws/operators/StsOperatorIdentity"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { ErasureLedgerSecret } from "@serenya/adapters-aws/resources/ErasureLedgerSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { TempBucket } from "@serenya/adapters-aws/resources/TempBucket"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as WebCryptoRandomIds from "@serenya/adapters-aws/shared/WebCryptoRandomIds"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import { Explanations } from "@serenya/domain/operators/Explanations"
import { HandedExports } from "@serenya/domain/operators/HandedExports"
import { Lookups } from "@serenya/domain/operators/Lookups"
import { OrderedErasures } from "@serenya/domain/operators/OrderedErasures"
import { Suspensions } from "@serenya/domain/operators/Suspensions"
import { Warrants } from "@serenya/domain/operators/Warrants"
import { Erasures } from "@serenya/domain/privacy/Erasures"
import * as OsOperatorIdentity from "@serenya/local/operators/OsOperatorIdentity"
import { Layer } from "effect"
import * as Erasing from "./Erasing.ts"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"
import * as WatchedTrail from "./WatchedTrail.ts"

/** The deployed adapters that it takes to operate on people. */
export const aws = Layer.mergeAll(
  Erasing.adapters,
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(KmsDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
  S3AuditTrail.layer,
  StsOperatorIdentity.layer,
  WebCryptoRandomIds.layer
).pipe(Layer.provide([Kms.layer, SecretsManager.layer, S3.layer, Sts.layer]))

const folder = Layer.mergeAll(
  Stack.stores,
  AesGcmPersonalDataCipher.layer,
  HmacEmailIndex.layer,
  OsOperatorIdentity.layer,
  WebCryptoRandomIds.layer
)

const stack = {
  needs: [UserTable, TempBucket, EventsBucket, MasterKey, EmailIndexSecret, ErasureLedgerSecret],
  aws,
  folder
}

const services = Layer.mergeAll(
  Lookups.layer,
  Explanations.layer,
  Suspensions.layer,
  OrderedErasures.layer.pipe(Layer.provide(Erasures.layer)),
  HandedExports.layer
).pipe(Layer.provideMerge(Warrants.layer))

/** What operators do to people, and the ports that it takes, at a place. */
export const layer = (place: Place) =>
  services.pipe(Layer.provideMerge(WatchedTrail.layer), Layer.provideMerge(Stack.over(stack, place)))
