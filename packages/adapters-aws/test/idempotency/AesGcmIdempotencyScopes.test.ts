import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import { IdempotencyScopes } from "@serenya/domain/idempotency/IdempotencyScopes"
import { DataKeys } from "@serenya/domain/keys/DataKeys"
import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import { RefreshToken } from "@serenya/domain/sessions/RefreshToken"
import { RefreshTokens } from "@serenya/domain/sessions/RefreshTokens"
import { assertDies } from "@serenya/domain/testing/Defects"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as IdempotencyScopesLaws from "@serenya/domain/testing/IdempotencyScopesLaws"
import { Effect, Layer, Redacted } from "effect"
import * as AesGcmIdempotencyScopes from "../../src/idempotency/AesGcmIdempotencyScopes.ts"
import * as WebCryptoRefreshTokens from "../../src/sessions/WebCryptoRefreshTokens.ts"
import * as WebCryptoRandomIds from "../../src/shared/WebCryptoRandomIds.ts"
import * as CountedDataKeys from "../support/CountedDataKeys.ts"

const scopes = AesGcmIdempotencyScopes.layer.pipe(
  Layer.provideMerge(CountedDataKeys.layer),
  Layer.provide(MemoryDataKeys.layer)
)

IdempotencyScopesLaws.suite("AES-GCM", scopes)

const key = IdempotencyKey.make("key-1")

withLayer(Layer.merge(scopes, Layer.provide(WebCryptoRefreshTokens.layer, WebCryptoRandomIds.layer)))(
  "AesGcmIdempotencyScopes",
  (it) => {
    it.effect("asks for a person's data key once per scope, and for a credential nobody", () =>
      Effect.gen(function* () {
        const { ofUser, ofCredential } = yield* IdempotencyScopes
        const calls = yield* CountedDataKeys.Calls
        const userId = yield* Fixtures.userId
        const { wrapped } = yield* (yield* DataKeys).generate(userId)
        const before = { ...calls }
        const scope = yield* ofUser(userId, wrapped)
        yield* scope.open(key, yield* scope.seal(key, Redacted.make("answer")))
        yield* scope.hash(Redacted.make("request"))
        assertEquals(calls, { ...before, unwrap: before.unwrap + 1 })
        const other = yield* ofCredential(Redacted.make("credential"))
        yield* other.open(key, yield* other.seal(key, Redacted.make("answer")))
        assertEquals(calls, { ...before, unwrap: before.unwrap + 1 })
      })
    )

    it.effect("opens nothing under another data key of the same person", () =>
      Effect.gen(function* () {
        const { ofUser } = yield* IdempotencyScopes
        const { generate } = yield* DataKeys
        const userId = yield* Fixtures.userId
        const [one, two] = [yield* generate(userId), yield* generate(userId)]
        const sealed = yield* (yield* ofUser(userId, one.wrapped)).seal(key, Redacted.make("canary"))
        yield* assertDies((yield* ofUser(userId, two.wrapped)).open(key, sealed), ["canary"])
      })
    )

    it.effect("names a refresh token's scope by nothing that is stored of the token elsewhere", () =>
      Effect.gen(function* () {
        const { ofCredential } = yield* IdempotencyScopes
        const token = Redacted.make(
          RefreshToken.make(`${yield* Fixtures.uuid}.${yield* Fixtures.uuid}.${"s".repeat(43)}`)
        )
        const { id } = yield* ofCredential(token)
        assertFalse((id as string) === (yield* (yield* RefreshTokens).hash(token)))
      })
    )
  }
)
