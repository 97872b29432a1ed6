import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { RandomIds } from "@serenya/domain/shared/RandomIds"
import { Effect } from "effect"
import * as WebCryptoRandomIds from "../../src/shared/WebCryptoRandomIds.ts"

it.effect("makes version 4 UUIDs and url-safe tokens of the bytes asked for, each a new one", () =>
  Effect.gen(function* () {
    const ids = yield* RandomIds
    const uuids = yield* Effect.all(Array.from({ length: 1000 }, () => ids.uuid))
    const tokens = yield* Effect.all(Array.from({ length: 1000 }, () => ids.token(16)))
    assertTrue(uuids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)))
    assertTrue(tokens.every((token) => /^[A-Za-z0-9_-]{22}$/.test(token)))
    assertEquals(new Set([...uuids, ...tokens]).size, 2000)
    assertEquals((yield* ids.token(32)).length, 43)
  }).pipe(Effect.provide(WebCryptoRandomIds.layer))
)
