import { createDecipheriv, createHash, hkdfSync } from "node:crypto"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertNone, assertTrue } from "@effect/vitest/utils"
import { RefreshToken, SealedPair } from "@serenya/domain/sessions/RefreshToken"
import { RefreshTokens } from "@serenya/domain/sessions/RefreshTokens"
import * as MemoryRandomIds from "@serenya/domain/shared/MemoryRandomIds"
import { at } from "@serenya/domain/testing/Fixtures"
import * as RefreshTokensLaws from "@serenya/domain/testing/RefreshTokensLaws"
import { Effect, Layer, Redacted } from "effect"
import * as WebCryptoRefreshTokens from "../../src/sessions/WebCryptoRefreshTokens.ts"

const layer = WebCryptoRefreshTokens.layer.pipe(Layer.provide(MemoryRandomIds.layer))

RefreshTokensLaws.suite("WebCrypto", layer)

const text = `f1f1f1f1-0000-4000-8000-000000000001.f1f1f1f1-0000-4000-8000-000000000002.${"A".repeat(43)}`
const token = Redacted.make(RefreshToken.make(text))
const pair = { accessToken: Redacted.make("a.b.c"), accessTokenExpiresAt: at, refreshToken: token }

const alter = (sealed: SealedPair, index: number, bits: number) => {
  const bytes = Buffer.from(sealed, "base64url")
  bytes.writeUInt8(bytes.readUInt8(index) ^ bits, index)
  return SealedPair.make(bytes.toString("base64url"))
}

describe("WebCryptoRefreshTokens", () => {
  it.effect("hashes with SHA-256", () =>
    Effect.gen(function* () {
      const tokens = yield* RefreshTokens
      assertEquals(yield* tokens.hash(token), createHash("sha256").update(text).digest("base64url"))
    }).pipe(Effect.provide(layer))
  )

  it.effect("seals what node:crypto opens as HKDF-SHA-256 and AES-256-GCM", () =>
    Effect.gen(function* () {
      const tokens = yield* RefreshTokens
      const bytes = Buffer.from(yield* tokens.seal(token, pair), "base64url")
      const key = Buffer.from(hkdfSync("sha256", text, "", "serenya/refresh-token/successor/v1", 32))
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 13))
      decipher.setAAD(bytes.subarray(0, 1)).setAuthTag(bytes.subarray(-16))
      const json = decipher.update(bytes.subarray(13, -16), undefined, "utf8") + decipher.final("utf8")
      assertEquals(JSON.parse(json), {
        accessToken: "a.b.c",
        accessTokenExpiresAt: at.epochMilliseconds,
        refreshToken: text
      })
    }).pipe(Effect.provide(layer))
  )

  it.effect("opens nothing that was altered in any byte, cut short or lengthened", () =>
    Effect.gen(function* () {
      const tokens = yield* RefreshTokens
      const sealed = yield* tokens.seal(token, pair)
      const length = Buffer.from(sealed, "base64url").length
      for (let index = 0; index < length; index++) assertNone(yield* tokens.open(token, alter(sealed, index, 1)))
      assertNone(yield* tokens.open(token, SealedPair.make(sealed.slice(0, -4))))
      assertNone(yield* tokens.open(token, SealedPair.make(`${sealed}AAAA`)))
      for (const scrap of ["AQ", "AQAAAA", "!", "not sealed"])
        assertNone(yield* tokens.open(token, SealedPair.make(scrap)))
      assertTrue(length > 100)
    }).pipe(Effect.provide(layer))
  )
})
