import { provisionTable } from "@serenya/adapters-aws/dynamo/CreateTable"
import { Dynamo } from "@serenya/adapters-aws/dynamo/Dynamo"
import { Kms } from "@serenya/adapters-aws/keys/Kms"
import * as KmsDataKeys from "@serenya/adapters-aws/keys/KmsDataKeys"
import { SecretsManager } from "@serenya/adapters-aws/keys/SecretsManager"
import * as SecretsManagerSecretKeys from "@serenya/adapters-aws/keys/SecretsManagerSecretKeys"
import * as DynamoMigrationTarget from "@serenya/adapters-aws/migration/DynamoMigrationTarget"
import * as EnvelopeLegacyCipher from "@serenya/adapters-aws/migration/EnvelopeLegacyCipher"
import * as InventedLegacyKeys from "@serenya/adapters-aws/migration/InventedLegacyKeys"
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
import * as Settings from "@serenya/local/stack/Settings"
import * as FileDataKeys from "@serenya/local/stores/FileDataKeys"
import * as FileLegacyArchive from "@serenya/local/stores/FileLegacyArchive"
import * as FileSecretKeys from "@serenya/local/stores/FileSecretKeys"
import * as StateFolder from "@serenya/local/stores/StateFolder"
import { Config, Effect, Layer, Option } from "effect"
import { wrongInput } from "../cli/WrongInput.ts"
import * as Place from "./Place.ts"
import * as Stack from "./Stack.ts"
import * as Tables from "./Tables.ts"

const oldDatabase = { env: "LEGACY_DATABASE_URL" }

const source = PgLegacySource.layer.pipe(Layer.provide(Sql.layer))

/** Both systems: the old database and its keys, the new table, bucket and keys. */
export const adapters = Layer.mergeAll(
  source,
  EnvelopeLegacyCipher.layer.pipe(Layer.provide(KmsLegacyKeys.layer)),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(KmsDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
  DynamoMigrationTarget.layer,
  S3LegacyArchive.layer
).pipe(Layer.provide([Dynamo.layer, S3.layer, Kms.layer, SecretsManager.layer]))

const stack = { needs: [oldDatabase, UserTable, EventsBucket, MasterKey, EmailIndexSecret], aws: adapters }

/** A folder whose service never ran has none yet. */
const table = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* provisionTable(yield* Dynamo, yield* Config.NonEmptyString(UserTable.env), UserTable)
  })
)

/** Into a state folder, from an old database of invented people: a living person's keys are in no folder. */
const folder = Layer.mergeAll(
  source,
  EnvelopeLegacyCipher.layer.pipe(Layer.provide(InventedLegacyKeys.layer)),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(FileDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(FileSecretKeys.layer)),
  DynamoMigrationTarget.layer.pipe(Layer.provide(table), Layer.provide(Dynamo.layer)),
  FileLegacyArchive.layer
)

const inFolder = Effect.fnUntraced(function* (place: Place.Place, local: string) {
  const { path, settings } = yield* Place.folder(place, local)
  if (!settings[oldDatabase.env]) return yield* wrongInput(`Set ${oldDatabase.env}.`)
  const opened = yield* Tables.engineIn(path, settings)
  return folder.pipe(
    Layer.provide(StateFolder.layer(path)),
    Layer.provide(Settings.provider({ ...settings, ...opened }))
  )
})

/** Both systems at a place. */
export const layer = (place: Place.Place) =>
  Option.match(place.local ?? Option.none(), {
    onNone: () => Stack.onAws(stack, place),
    onSome: (local) => Layer.unwrap(inFolder(place, local))
  })
