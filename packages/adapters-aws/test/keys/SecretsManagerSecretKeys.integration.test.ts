import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import * as SecretKeysLaws from "@serenya/domain/testing/SecretKeysLaws"
import { Effect, Layer } from "effect"
import * as SecretsManagerSecretKeys from "../../src/keys/SecretsManagerSecretKeys.ts"
import * as Moto from "../support/Moto.ts"
import * as MotoKeys from "../support/MotoKeys.ts"

Moto.suites(() => {
  const secrets = SecretsManagerSecretKeys.layer.pipe(Layer.provideMerge(MotoKeys.layer))

  SecretKeysLaws.suite("Secrets Manager", secrets)

  withLayer(secrets, { timeout: "30 seconds" })("SecretsManagerSecretKeys", (it) => {
    it.effect("shows another process the rotation when it asks afresh, and both keys in it", () =>
      Effect.gen(function* () {
        const ours = yield* SecretKeys
        const before = yield* ours.ring("access-token")
        const theirs = yield* Effect.provide(
          SecretKeys.use((keys) => keys.rotate("access-token")),
          Layer.fresh(SecretsManagerSecretKeys.layer),
          { local: true }
        )
        const elsewhere = yield* Effect.provide(
          SecretKeys.use((keys) => keys.ring("access-token")),
          Layer.fresh(SecretsManagerSecretKeys.layer),
          { local: true }
        )
        assertFalse(theirs.current.id === before.current.id)
        assertEquals(elsewhere.current.id, theirs.current.id)
        assertEquals(
          elsewhere.previous.pipe((key) => (key._tag === "Some" ? key.value.id : "")),
          before.current.id
        )
      })
    )
  })
})
