import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { assertDies } from "@serenya/domain/testing/Defects"
import * as SecretKeysLaws from "@serenya/domain/testing/SecretKeysLaws"
import { ConfigProvider, Effect, Layer, Redacted } from "effect"
import { CreateSecret } from "../../src/keys/SecretsCommands.ts"
import { SecretsManager } from "../../src/keys/SecretsManager.ts"
import * as SecretsManagerSecretKeys from "../../src/keys/SecretsManagerSecretKeys.ts"
import { TokenSecret } from "../../src/resources/TokenSecret.ts"
import * as Moto from "../../testing/Moto.ts"
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
        assertEquals(Redacted.value(elsewhere.current.bytes), Redacted.value(theirs.current.bytes))
        assertEquals(
          elsewhere.previous.pipe((key) => (key._tag === "Some" ? key.value.id : "")),
          before.current.id
        )
      })
    )

    it.effect("dies when asked for a secret that the function was not given, or that holds no key", () =>
      Effect.gen(function* () {
        const client = yield* SecretsManager
        const { ARN } = yield* Effect.promise(() =>
          client.send(CreateSecret({ Name: "too-short", SecretString: `{"key":"c2hvcnQ="}` }))
        )
        const config = ConfigProvider.layer(ConfigProvider.fromEnvRecord({ [TokenSecret.env]: ARN ?? "" }))
        yield* Effect.provide(
          Effect.gen(function* () {
            const keys = yield* SecretKeys
            yield* assertDies(keys.ring("email-index"))
            yield* assertDies(keys.ring("access-token"), ["c2hvcnQ="])
          }),
          Layer.fresh(SecretsManagerSecretKeys.layer).pipe(Layer.provide(config)),
          { local: true }
        )
      })
    )
  })
})
