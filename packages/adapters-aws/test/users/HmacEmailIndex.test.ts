import { it } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import * as EmailIndexLaws from "@serenya/domain/testing/EmailIndexLaws"
import { EmailAddress } from "@serenya/domain/users/EmailAddress"
import { EmailIndex } from "@serenya/domain/users/EmailIndex"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import * as HmacEmailIndex from "../../src/users/HmacEmailIndex.ts"

EmailIndexLaws.suite("HMAC", HmacEmailIndex.layer.pipe(Layer.provide(MemorySecretKeys.layer)))

const ada = Redacted.make(EmailAddress.make("ada@example.test"))

const keyUnder = (fill: number) => {
  const current = { id: "key", bytes: Redacted.make(new Uint8Array(32).fill(fill)) }
  const ring = { current, previous: Option.none(), rotatedAt: DateTime.makeUnsafe(0) }
  const secret = Layer.mock(SecretKeys, { ring: () => Effect.succeed(ring) })
  return Effect.provide(
    EmailIndex.use((index) => index.keyOf(ada)),
    Layer.fresh(HmacEmailIndex.layer).pipe(Layer.provide(secret))
  )
}

it.effect("is the HMAC-SHA-256 of the address that another implementation computes, and needs the secret", () =>
  Effect.gen(function* () {
    // printf 'ada@example.test' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b…0b (32 bytes)
    assertEquals(yield* keyUnder(0x0b), "ac5fa80c93c1b0f67fa80ebdf6df92918836f5909d132ccd50e878856cc3a879")
    assertFalse((yield* keyUnder(0x0c)) === (yield* keyUnder(0x0b)))
  })
)
