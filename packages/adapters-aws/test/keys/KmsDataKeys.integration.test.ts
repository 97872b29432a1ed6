import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DataKeys } from "@serenya/domain/keys/DataKeys"
import * as DataKeysLaws from "@serenya/domain/testing/DataKeysLaws"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as KeyRewrapperLaws from "@serenya/domain/testing/KeyRewrapperLaws"
import * as PersonalDataCipherLaws from "@serenya/domain/testing/PersonalDataCipherLaws"
import { Effect, Layer } from "effect"
import * as CachedDataKeys from "../../src/keys/CachedDataKeys.ts"
import { Kms } from "../../src/keys/Kms.ts"
import { Decrypt } from "../../src/keys/KmsCommands.ts"
import * as KmsDataKeys from "../../src/keys/KmsDataKeys.ts"
import * as KmsKeyRewrapper from "../../src/keys/KmsKeyRewrapper.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as Moto from "../../testing/Moto.ts"
import * as MotoKeys from "../support/MotoKeys.ts"

Moto.suites(() => {
  const kms = KmsDataKeys.layer.pipe(Layer.provideMerge(MotoKeys.layer))

  DataKeysLaws.suite("KMS", kms)
  KeyRewrapperLaws.suite(
    "KMS",
    Layer.mergeAll(KmsDataKeys.layer, KmsKeyRewrapper.layer).pipe(Layer.provide(MotoKeys.layer))
  )
  DataKeysLaws.suite("KMS, cached", CachedDataKeys.layer.pipe(Layer.provide(kms)))
  PersonalDataCipherLaws.suite("AES-GCM under KMS", AesGcmPersonalDataCipher.layer.pipe(Layer.provide(kms)))

  withLayer(kms, { timeout: "30 seconds", excludeTestServices: true })("KmsDataKeys", (it) => {
    it.effect("binds a key to the user id and to nothing else", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeys
        const client = yield* Kms
        const userId = yield* Fixtures.userId
        const { wrapped } = yield* keys.generate(userId)
        const CiphertextBlob = Buffer.from(wrapped, "base64")
        const decrypt = (EncryptionContext: Record<string, string>) =>
          Effect.tryPromise(() => client.send(Decrypt({ CiphertextBlob, EncryptionContext })))
        assertEquals((yield* decrypt({ userId })).Plaintext?.length, 32)
        yield* Effect.flip(decrypt({}))
        yield* Effect.flip(decrypt({ userId, operation: "user_profile_update" }))
      })
    )
  })
})
