import { it } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { InvalidCursor, PageCursors } from "@serenya/domain/subscriptions/PageCursors"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PageCursorsLaws from "@serenya/domain/testing/PageCursorsLaws"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as AesGcmPageCursors from "../../src/subscriptions/AesGcmPageCursors.ts"

const layer = AesGcmPageCursors.layer.pipe(Layer.provideMerge(MemorySecretKeys.layer))

PageCursorsLaws.suite("AES-GCM", layer)

it.effect("says nothing of what it stands for, and outlives a rotation by twenty minutes", () =>
  Effect.gen(function* () {
    const cursors = yield* PageCursors
    const keys = yield* SecretKeys
    const userId = yield* Fixtures.userId
    const position = { processedAt: Fixtures.at, id: yield* Fixtures.uuid }
    const cursor = yield* cursors.seal(userId, position)
    const read = cursor.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"))
    assertFalse(read.some((text) => text.includes(position.id) || text.includes("2026")))
    yield* keys.rotate("page-cursor")
    yield* TestClock.adjust("19 minutes")
    assertEquals(yield* cursors.open(userId, cursor), position)
    yield* TestClock.adjust("1 minutes")
    assertEquals(yield* Effect.flip(cursors.open(userId, cursor)), new InvalidCursor())
  }).pipe(Effect.provide(layer))
)

it.effect("takes keys as CloudFormation generates them, longer than a cipher's", () =>
  Effect.gen(function* () {
    const cursors = yield* PageCursors
    const userId = yield* Fixtures.userId
    const position = { processedAt: Fixtures.at, id: yield* Fixtures.uuid }
    assertEquals(yield* cursors.open(userId, yield* cursors.seal(userId, position)), position)
  }).pipe(
    Effect.provide(
      AesGcmPageCursors.layer.pipe(
        Layer.provide(
          Layer.mock(SecretKeys, {
            ring: () =>
              Effect.succeed({
                current: { id: "generated", bytes: Redacted.make(new Uint8Array(48).fill(7)) },
                previous: Option.none(),
                rotatedAt: DateTime.makeUnsafe(0)
              })
          })
        )
      )
    )
  )
)
