import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as DynamoMigrationTarget from "@serenya/adapters-aws/migration/DynamoMigrationTarget"
import * as EnvelopeLegacyCipher from "@serenya/adapters-aws/migration/EnvelopeLegacyCipher"
import * as KmsLegacyKeys from "@serenya/adapters-aws/migration/KmsLegacyKeys"
import * as PgLegacySource from "@serenya/adapters-aws/migration/PgLegacySource"
import * as S3LegacyArchive from "@serenya/adapters-aws/migration/S3LegacyArchive"
import * as Sql from "@serenya/adapters-aws/migration/Sql"
import { EmailIndexSecret } from "@serenya/adapters-aws/resources/EmailIndexSecret"
import { EventsBucket } from "@serenya/adapters-aws/resources/EventsBucket"
import { MasterKey } from "@serenya/adapters-aws/resources/MasterKey"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { S3 } from "@serenya/adapters-aws/s3/S3"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import * as HmacEmailIndex from "@serenya/adapters-aws/users/HmacEmailIndex"
import { Layer } from "effect"
import type { Place } from "./Place.ts"
import * as Stack from "./Stack.ts"

/** Both systems: the old database and its keys, the new table, bucket and keys. */
export const adapters = Layer.mergeAll(
  PgLegacySource.layer.pipe(Layer.provide(Sql.layer)),
  EnvelopeLegacyCipher.layer.pipe(Layer.provide(KmsLegacyKeys.layer)),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(KmsDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
  DynamoMigrationTarget.layer,
  S3LegacyArchive.layer
).pipe(Layer.provide([Dynamo.layer, S3.layer, Kms.layer, SecretsManager.layer]))

const stack = {
  needs: [{ env: "LEGACY_DATABASE_URL" }, UserTable, EventsBucket, MasterKey, EmailIndexSecret],
  aws: adapters
}

/** Both systems at a place. */
export const layer = (place: Place) => Stack.onAws(stack, place)
