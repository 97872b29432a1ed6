import { assert, it } from "@effect/vitest"
import { UserId } from "@serenya/domain/users/UserId"
import { DataKeys } from "@serenya/domain/keys/DataKeys"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { Effect, Exit, Layer, Option, Redacted } from "effect"
import { stat } from "node:fs/promises"
import { join } from "node:path"
import * as FileDataKeys from "../../src/stores/FileDataKeys.ts"
import * as FileSecretKeys from "../../src/stores/FileSecretKeys.ts"
import * as StateFolder from "../../src/stores/StateFolder.ts"
import * as Scratch from "../support/Scratch.ts"

const userId = UserId.make("f1f1f1f1-0000-4000-8000-0000000000aa")
const keys = Layer.merge(FileDataKeys.layer, FileSecretKeys.layer)

it.live("opens after a restart what it wrapped before, under a master key that only its owner may read", () =>
  Effect.gen(function*() {
    const root = yield* Scratch.folder
    const again = Layer.provide(Layer.fresh(keys), StateFolder.layer(root))
    const before = yield* Effect.provide(DataKeys.use((keys) => keys.generate(userId)), again)
    const ring = yield* Effect.provide(SecretKeys.use((keys) => keys.ring("access-token")), again)
    const plaintext = yield* Effect.provide(DataKeys.use((keys) => keys.unwrap(userId, before.wrapped)), again)
    assert.deepStrictEqual(Redacted.value(plaintext), Redacted.value(before.plaintext))
    const after = yield* Effect.provide(SecretKeys.use((keys) => keys.ring("access-token")), again)
    assert.deepStrictEqual([after.current.id, Redacted.value(after.current.bytes)], [ring.current.id, Redacted.value(ring.current.bytes)])
    for (const file of ["master.key", "secrets/access-token.json"]) {
      const { mode } = yield* Effect.promise(() => stat(join(root, file)))
      assert.strictEqual(mode & 0o777, 0o600, file)
    }
  }))

it.live("opens nothing for another user or under another master key", () =>
  Effect.gen(function*() {
    const [here, there] = [Layer.provide(keys, yield* Scratch.folder.pipe(Effect.map(StateFolder.layer))), Layer.provide(Layer.fresh(keys), Scratch.state)]
    const { wrapped } = yield* Effect.provide(DataKeys.use((keys) => keys.generate(userId)), here)
    const other = UserId.make("f1f1f1f1-0000-4000-8000-0000000000bb")
    const attempts = [
      Effect.provide(DataKeys.use((keys) => keys.unwrap(other, wrapped)), here),
      Effect.provide(DataKeys.use((keys) => keys.unwrap(userId, wrapped)), there)
    ]
    for (const attempt of attempts) assert.isTrue(Exit.hasDies(yield* Effect.exit(attempt)))
  }))

it.live("makes one ring although many ask first, and keeps the key before the current one", () =>
  Effect.gen(function*() {
    const secrets = yield* SecretKeys
    const asked = yield* Effect.all(Array.from({ length: 20 }, () => secrets.ring("access-token")), { concurrency: "unbounded" })
    assert.strictEqual(new Set(asked.map(({ current }) => current.id)).size, 1)
    const rotated = yield* secrets.rotate("access-token")
    assert.strictEqual(Option.getOrUndefined(rotated.previous)?.id, asked[0]?.current.id)
    assert.notStrictEqual(rotated.current.id, asked[0]?.current.id)
  }).pipe(Effect.provide(Layer.provide(keys, Scratch.state))))
