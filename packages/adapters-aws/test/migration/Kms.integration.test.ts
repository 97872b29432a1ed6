import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import { verify } from "@serenya/domain/migration/MigrationVerification"
import * as Tally from "@serenya/domain/migration/Tally"
import { Effect, Layer } from "effect"
import { createKey } from "../../src/keys/CreateKey.ts"
import { createSecret } from "../../src/keys/CreateSecret.ts"
import { Kms } from "../../src/keys/Kms.ts"
import * as KmsDataKeys from "../../src/keys/KmsDataKeys.ts"
import { SecretsManager } from "../../src/keys/SecretsManager.ts"
import * as SecretsManagerSecretKeys from "../../src/keys/SecretsManagerSecretKeys.ts"
import * as DynamoMigrationTarget from "../../src/migration/DynamoMigrationTarget.ts"
import * as EnvelopeLegacyCipher from "../../src/migration/EnvelopeLegacyCipher.ts"
import * as KmsLegacyKeys from "../../src/migration/KmsLegacyKeys.ts"
import * as PgLegacySource from "../../src/migration/PgLegacySource.ts"
import * as S3LegacyArchive from "../../src/migration/S3LegacyArchive.ts"
import { Sql } from "../../src/migration/Sql.ts"
import { EmailIndexSecret } from "../../src/resources/EmailIndexSecret.ts"
import { EventsBucket } from "../../src/resources/EventsBucket.ts"
import { MasterKey } from "../../src/resources/MasterKey.ts"
import { createBucket } from "../../src/s3/CreateBucket.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as HmacEmailIndex from "../../src/users/HmacEmailIndex.ts"
import * as KmsSealed from "../../testing/legacy/KmsSealed.ts"
import * as LocalTable from "../../testing/legacy/LocalTable.ts"
import { edgeCount } from "../../testing/legacy/OldPeople.ts"
import * as PgliteSql from "../../testing/legacy/PgliteSql.ts"
import * as Moto from "../../testing/Moto.ts"
import * as Emulator from "../support/Emulator.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

const people = edgeCount + 10
const oldKey = "alias/old-master"
const names = {
  [MasterKey.env]: "alias/new-master",
  [EmailIndexSecret.env]: "email-index",
  [EventsBucket.env]: "serenya-events-test"
}

/** One moto with the master keys of both systems, the new one's secret and its bucket. */
const cloud = Layer.unwrap(
  Effect.map(Moto.endpoint, (endpoint) =>
    Layer.effectDiscard(
      Effect.gen(function* () {
        yield* createKey(oldKey)
        yield* createKey(names[MasterKey.env])
        yield* createSecret(names[EmailIndexSecret.env])
        yield* createBucket(names[EventsBucket.env], EventsBucket)
      })
    ).pipe(
      Layer.provideMerge(Layer.mergeAll(Kms.layer, SecretsManager.layer, S3.layer)),
      Layer.provideMerge(Emulator.config(endpoint, names))
    )
  )
)

/** Everything odd, sealed under the old master key as live rows are. */
const database = Layer.effectDiscard(
  Effect.scoped(
    Effect.flatMap(Sql, ({ connect }) => Effect.flatMap(connect, (session) => KmsSealed.seal(session, oldKey)))
  )
).pipe(Layer.provideMerge(PgliteSql.layer(17, people)))

const systems = Layer.mergeAll(
  PgLegacySource.sized(8).pipe(Layer.provide(database)),
  EnvelopeLegacyCipher.layer.pipe(Layer.provide(KmsLegacyKeys.layer)),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(KmsDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(SecretsManagerSecretKeys.layer)),
  S3LegacyArchive.layer
).pipe(Layer.provide(cloud), Layer.provideMerge(DynamoMigrationTarget.layer.pipe(Layer.provide(LocalTable.layer))))

LocalDynamo.suites(() => {
  Moto.suites(() => {
    withLayer(systems, { timeout: "5 minutes", excludeTestServices: true })(
      "a move from one KMS key to another",
      (it) => {
        it.effect(
          "opens under the old key, seals under the new one, tells what does not open, and finds no difference",
          () =>
            Effect.gen(function* () {
              const { progress, told } = yield* World.migrated(MemoryMigrationJournal.make())
              assertTrue(Tally.accounts(progress.tally).every(({ balances }) => balances))
              const of = (reason: string) =>
                told.filter(({ table, verdict }) => table === "users" && verdict === reason)
              assertEquals([of("envelope_broken").length, of("envelope_foreign").length], [2, 1])
              assertTrue((progress.tally.users?.verdicts.migrated ?? 0) > people - 15)

              const again = yield* World.migrated(MemoryMigrationJournal.make())
              assertEquals([again.progress.tally, again.progress.consumed.write], [progress.tally, 0])

              const { differences, people: seen } = yield* verify(progress.asOf, () => Effect.void)
              assertEquals([differences, seen], [[], people])
            }),
          300_000
        )
      }
    )
  })
})
