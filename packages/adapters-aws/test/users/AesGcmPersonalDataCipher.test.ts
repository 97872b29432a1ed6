import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import { assertDies } from "@serenya/domain/testing/Defects"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PersonalDataCipherLaws from "@serenya/domain/testing/PersonalDataCipherLaws"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { Effect, Layer, Redacted } from "effect"
import * as CachedDataKeys from "../../src/keys/CachedDataKeys.ts"
import * as AesGcm from "../../src/users/AesGcm.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as CountedDataKeys from "../support/CountedDataKeys.ts"

PersonalDataCipherLaws.suite("AES-GCM", AesGcmPersonalDataCipher.layer.pipe(Layer.provide(MemoryDataKeys.layer)))

PersonalDataCipherLaws.suite(
  "AES-GCM over cached keys",
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(CachedDataKeys.layer), Layer.provide(MemoryDataKeys.layer))
)

it.effect("never uses a nonce twice under one key", () =>
  Effect.gen(function* () {
    const keys = yield* DataKeys
    const { plaintext } = yield* keys.generate(yield* Fixtures.userId)
    const key = yield* AesGcm.sealingKey(plaintext)
    const seals = yield* Effect.all(
      Array.from({ length: 2000 }, () => AesGcm.seal(key, Redacted.make("the same text"), "the same place")),
      { concurrency: 50 }
    )
    const bytes = seals.map((sealed) => Buffer.from(sealed, "base64"))
    assertTrue(bytes.every((sealed) => sealed[0] === 1 && sealed.length === 1 + 12 + "the same text".length + 16))
    assertEquals(new Set(bytes.map((sealed) => sealed.subarray(1, 13).toString("hex"))).size, 2000)
  }).pipe(Effect.provide(MemoryDataKeys.layer))
)

it.effect("opens what WebCrypto sealed, as rows of before were", () =>
  Effect.gen(function* () {
    const raw = new Uint8Array(32).fill(9)
    const iv = new Uint8Array(12).fill(3)
    const boundTo = "the same place"
    const key = yield* Effect.promise(() => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]))
    const ciphertext = yield* Effect.promise(() =>
      crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: Buffer.from(boundTo) }, key, Buffer.from("Zoë"))
    )
    const sealed = Buffer.concat([Buffer.of(1), iv, Buffer.from(ciphertext)])
    const open = (bytes: Buffer) => AesGcm.openAll(Redacted.make(raw), [{ sealed: bytes.toString("base64"), boundTo }])
    assertEquals(yield* open(sealed), ["Zoë"])
    for (const length of [0, 1, 12, 13, 20, sealed.length - 1]) yield* assertDies(open(sealed.subarray(0, length)))
  })
)

/** One key for everybody: what `DataKeys` never does, so that nothing but the ciphertext's own binding is left. */
const sharedKey = Layer.succeed(DataKeys, {
  generate: () => Effect.succeed({ plaintext: Redacted.make(new Uint8Array(32)), wrapped: WrappedKey.make("a2V5") }),
  unwrap: () => Effect.succeed(Redacted.make(new Uint8Array(32)))
})

it.effect("binds to user and attribute by itself, even if the key were one and the same", () =>
  Effect.gen(function* () {
    const cipher = yield* PersonalDataCipher
    const userId = yield* Fixtures.userId
    const sealed = yield* cipher.seal(userId, yield* Fixtures.person)
    yield* cipher.open(userId, sealed)
    yield* assertDies(cipher.open(yield* Fixtures.userId, sealed))
    yield* assertDies(cipher.open(userId, { ...sealed, name: sealed.email }))
  }).pipe(Effect.provide(AesGcmPersonalDataCipher.layer.pipe(Layer.provide(sharedKey))))
)

it.effect("opens a whole person with one call for the key, and with none while the key is cached", () =>
  Effect.gen(function* () {
    const cipher = yield* PersonalDataCipher
    const counted = yield* CountedDataKeys.Calls
    const userId = yield* Fixtures.userId
    const person = yield* Fixtures.person
    const sealed = yield* cipher.seal(userId, person)
    assertEquals({ ...counted }, { generate: 1, unwrap: 0 })
    yield* cipher.open(userId, sealed)
    yield* cipher.open(userId, sealed)
    assertEquals({ ...counted }, { generate: 1, unwrap: 2 })
    const cached = AesGcmPersonalDataCipher.layer.pipe(Layer.provide(CachedDataKeys.layer))
    yield* Effect.gen(function* () {
      const cipher = yield* PersonalDataCipher
      yield* cipher.open(userId, sealed)
      assertEquals({ ...counted }, { generate: 1, unwrap: 3 })
      assertEquals(yield* cipher.open(userId, sealed), person)
      assertEquals({ ...counted }, { generate: 1, unwrap: 3 })
    }).pipe(Effect.provide(cached, { local: true }))
  }).pipe(
    Effect.provide(
      AesGcmPersonalDataCipher.layer.pipe(
        Layer.provideMerge(CountedDataKeys.layer),
        Layer.provide(MemoryDataKeys.layer)
      )
    )
  )
)
