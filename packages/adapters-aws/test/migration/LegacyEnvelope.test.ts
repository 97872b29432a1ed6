import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { LegacyCipher } from "@serenya/domain/migration/LegacyCipher"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Layer, Option, Redacted, Result } from "effect"
import * as EnvelopeLegacyCipher from "../../src/migration/EnvelopeLegacyCipher.ts"
import { evpBytesToKey } from "../../src/migration/EvpBytesToKey.ts"
import { LegacyKeys } from "../../src/migration/LegacyKeys.ts"

const external_id = "113426185144286227617"
const id = UserId.make("f1f1f1f1-0000-4000-8000-000000000001")
const dataKey = Uint8Array.from({ length: 32 }, (_, i) => i)

/** Sealed by Node 20.20.2: `crypto.createCipher("aes-256-gcm", dataKey)` with the context's JSON as additional data. */
const context = { userId: external_id, authProvider: "google", dataType: "user_pii", field: "email" }
const sealed = {
  version: "1.0",
  algorithm: "AES-256-GCM",
  encryptedKey: Buffer.from("wrapped").toString("base64"),
  iv: Buffer.alloc(16).toString("base64"),
  authTag: "IAEA+u8Jro01lPYyNUxYLQ==",
  data: "IchauIt1LVre0QJfhMEreBxzdGFIVchyew==",
  context
}

const stored = (changes: Partial<Record<keyof typeof sealed, unknown>> = {}): string =>
  Buffer.from(JSON.stringify({ ...sealed, ...changes })).toString("base64")

const keys = Layer.succeed(
  LegacyKeys,
  LegacyKeys.of({ unwrap: () => Effect.succeed(Option.some(Redacted.make(dataKey))) })
)
const cipher = EnvelopeLegacyCipher.layer.pipe(Layer.provide(keys))

const opened = (envelope: string, belonging: Partial<Parameters<LegacyCipher["Service"]["open"]>[1]> = {}) =>
  LegacyCipher.use(({ open }) => open(envelope, { id, external_id, column: "email", ...belonging })).pipe(
    Effect.provide(cipher)
  )

it("derives what OpenSSL derives: openssl enc -aes-256-cbc -md md5 -nosalt -P", () => {
  const { iv, key } = evpBytesToKey(Buffer.from("0123456789abcdef0123456789abcdef"))
  assertEquals(Buffer.from(key).toString("hex"), "8516ac99dc60603295de7bdb6a153530ddc2ba774e90ccb5a0d03f7138f0c41d")
  assertEquals(Buffer.from(iv).toString("hex"), "d34a32726527695d89e30774")
})

it.effect("opens what Node 20 sealed", () =>
  Effect.gen(function* () {
    assertEquals(yield* opened(stored()), Result.succeed(Redacted.make("Ada.Lovelace@Example.test")))
  })
)

it.effect("opens an envelope whose context stands in another order now", () =>
  Effect.gen(function* () {
    const turned = Object.fromEntries(Object.entries(context).toReversed())
    assertTrue(JSON.stringify(turned) !== JSON.stringify(context))
    assertEquals(yield* opened(stored({ context: turned })), Result.succeed(Redacted.make("Ada.Lovelace@Example.test")))
  })
)

const flipped = (base64: string): string => {
  const bytes = Buffer.from(base64, "base64")
  bytes[3] = (bytes[3] ?? 0) ^ 1
  return bytes.toString("base64")
}

const broken: ReadonlyArray<readonly [what: string, envelope: string]> = [
  ["a flipped bit of the text", stored({ data: flipped(sealed.data) })],
  ["a flipped bit of the tag", stored({ authTag: flipped(sealed.authTag) })],
  ["a shortened tag", stored({ authTag: Buffer.from(sealed.authTag, "base64").subarray(0, 4).toString("base64") })],
  ["another context", stored({ context: { ...context, authProvider: "apple" } })],
  ["no JSON", Buffer.from("{").toString("base64")],
  ["no base64", "%%%"],
  ["nothing", ""],
  ["another version", stored({ version: "2.0" })]
]

it.effect.each(broken)("tells that %s does not open", ([, envelope]) =>
  Effect.gen(function* () {
    assertEquals(yield* opened(envelope), Result.fail("envelope_broken"))
  })
)

it.effect("tells an envelope of another person or another column", () =>
  Effect.gen(function* () {
    assertEquals(yield* opened(stored(), { external_id: "somebody-else" }), Result.fail("envelope_foreign"))
    assertEquals(yield* opened(stored(), { column: "name" }), Result.fail("envelope_foreign"))
  })
)

it.effect("tells a key that is not wrapped in the context", () =>
  Effect.gen(function* () {
    const { open } = yield* LegacyCipher
    assertEquals(yield* open(stored(), { id, external_id, column: "email" }), Result.fail("envelope_broken"))
  }).pipe(
    Effect.provide(
      EnvelopeLegacyCipher.layer.pipe(
        Layer.provide(Layer.succeed(LegacyKeys, LegacyKeys.of({ unwrap: () => Effect.succeed(Option.none()) })))
      )
    )
  )
)
