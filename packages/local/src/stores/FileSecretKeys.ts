import { type KeyRing, rotates, type SecretKey, SecretKeys, type SecretName } from "@serenya/domain/keys/SecretKeys"
import { DateTime, Effect, Layer, Option, Redacted, Schema, Semaphore } from "effect"
import { StateFolder } from "./StateFolder.ts"

const StoredKey = Schema.Struct({ id: Schema.String, key: Schema.Uint8ArrayFromBase64 })
const StoredRing = Schema.fromJsonString(
  Schema.Struct({
    current: StoredKey,
    previous: Schema.optionalKey(StoredKey),
    rotated_at: Schema.DateTimeUtcFromMillis
  })
)
const decodeRing = Schema.decodeUnknownEffect(StoredRing)
const encodeRing = Schema.encodeEffect(StoredRing)

type Stored = typeof StoredKey.Type

const fresh = (): Stored => ({ id: crypto.randomUUID(), key: crypto.getRandomValues(new Uint8Array(32)) })

const keyOf = ({ id, key }: Stored): SecretKey => ({ id, bytes: Redacted.make<Uint8Array>(key, { label: "key" }) })

const stored = ({ id, bytes }: SecretKey): Stored => ({ id, key: Uint8Array.from(Redacted.value(bytes)) })

const pathOf = (name: SecretName) => `secrets/${name}.json`

/** One file per ring, made when it is first asked for. Always as fresh as the file. */
export const layer = Layer.effect(
  SecretKeys,
  Effect.gen(function* () {
    const folder = yield* StateFolder
    yield* folder.makeFolder("secrets")
    const oneAtATime = yield* Semaphore.make(1)
    const known = new Map<string, KeyRing>()

    /** The same text gives the same ring: who imported its keys need not import them again. */
    const parse = Effect.fnUntraced(
      function* (bytes: Uint8Array) {
        const text = new TextDecoder().decode(bytes)
        const before = known.get(text)
        if (before !== undefined) return before
        const { current, previous, rotated_at: rotatedAt } = yield* decodeRing(text)
        const ring: KeyRing = {
          current: keyOf(current),
          previous: Option.map(Option.fromUndefinedOr(previous), keyOf),
          rotatedAt
        }
        known.set(text, ring)
        return ring
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    const ring = Effect.fn("FileSecretKeys.ring")(
      function* (name: SecretName) {
        const path = pathOf(name)
        const before = yield* folder.read(path)
        if (Option.isSome(before)) return yield* parse(before.value)
        yield* folder.create(path, yield* encodeRing({ current: fresh(), rotated_at: yield* DateTime.now }))
        return yield* parse(Option.getOrThrow(yield* folder.read(path)))
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    const rotate = Effect.fn("FileSecretKeys.rotate")(
      function* (name: SecretName) {
        if (!rotates(name))
          return yield* Effect.die(new Error(`The key of ${name} never rotates: what is stored was made with it`))
        const { current } = yield* ring(name)
        const next = yield* encodeRing({ current: fresh(), previous: stored(current), rotated_at: yield* DateTime.now })
        yield* folder.replace(pathOf(name), next)
        return yield* ring(name)
      },
      Effect.catchTag("SchemaError", Effect.die),
      oneAtATime.withPermit
    )

    return SecretKeys.of({ ring, rotate })
  })
)
