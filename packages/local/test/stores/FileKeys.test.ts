import { stat } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { DataKeys } from "@serenya/domain/keys/DataKeys"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import * as DataKeysLaws from "@serenya/domain/testing/DataKeysLaws"
import * as KeyRewrapperLaws from "@serenya/domain/testing/KeyRewrapperLaws"
import * as SecretKeysLaws from "@serenya/domain/testing/SecretKeysLaws"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Exit, Layer, Redacted } from "effect"
import * as FileDataKeys from "../../src/stores/FileDataKeys.ts"
import * as FileKeyRewrapper from "../../src/stores/FileKeyRewrapper.ts"
import * as FileSecretKeys from "../../src/stores/FileSecretKeys.ts"
import * as StateFolder from "../../src/stores/StateFolder.ts"
import * as Scratch from "../support/Scratch.ts"

const userId = UserId.make("f1f1f1f1-0000-4000-8000-0000000000aa")
const keys = Layer.merge(FileDataKeys.layer, FileSecretKeys.layer)

it.live("opens after a restart what it wrapped before, under a master key that only its owner may read", () =>
  Effect.gen(function* () {
    const root = yield* Scratch.folder
    const again = Layer.provide(Layer.fresh(keys), StateFolder.layer(root))
    const before = yield* Effect.provide(
      DataKeys.use((keys) => keys.generate(userId)),
      again
    )
    const ring = yield* Effect.provide(
      SecretKeys.use((keys) => keys.ring("access-token")),
      again
    )
    const plaintext = yield* Effect.provide(
      DataKeys.use((keys) => keys.unwrap(userId, before.wrapped)),
      again
    )
    assert.deepStrictEqual(Redacted.value(plaintext), Redacted.value(before.plaintext))
    const after = yield* Effect.provide(
      SecretKeys.use((keys) => keys.ring("access-token")),
      again
    )
    assert.deepStrictEqual(
      [after.current.id, Redacted.value(after.current.bytes)],
      [ring.current.id, Redacted.value(ring.current.bytes)]
    )
    for (const file of ["master.key", "secrets/access-token.json"]) {
      const { mode } = yield* Effect.promise(() => stat(join(root, file)))
      assert.strictEqual(mode & 0o777, 0o600, file)
    }
  })
)

DataKeysLaws.suite("files", Layer.provide(FileDataKeys.layer, Scratch.state))

KeyRewrapperLaws.suite("files", Layer.provide(Layer.merge(FileDataKeys.layer, FileKeyRewrapper.layer), Scratch.state))

SecretKeysLaws.suite("files", Layer.provide(FileSecretKeys.layer, Scratch.state))

it.live("opens nothing under another master key", () =>
  Effect.gen(function* () {
    const { wrapped } = yield* Effect.provide(
      DataKeys.use((keys) => keys.generate(userId)),
      Layer.provide(Layer.fresh(keys), Scratch.state)
    )
    const elsewhere = Effect.provide(
      DataKeys.use((keys) => keys.unwrap(userId, wrapped)),
      Layer.provide(Layer.fresh(keys), Layer.fresh(Scratch.state))
    )
    assert.isTrue(Exit.hasDies(yield* Effect.exit(elsewhere)))
  })
)

it.live("makes one ring although many ask first", () =>
  Effect.gen(function* () {
    const secrets = yield* SecretKeys
    const asked = yield* Effect.all(
      Array.from({ length: 20 }, () => secrets.ring("access-token")),
      { concurrency: "unbounded" }
    )
    assert.strictEqual(new Set(asked.map(({ current }) => current.id)).size, 1)
  }).pipe(Effect.provide(Layer.provide(keys, Scratch.state)))
)
