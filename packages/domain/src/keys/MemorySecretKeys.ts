import { DateTime, Effect, Layer, Option } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { memoryKey } from "./MemoryKey.ts"
import { type KeyRing, rotates, type SecretKey, SecretKeys, type SecretName } from "./SecretKeys.ts"

/** One ring per name, born with a first key. Always as fresh as can be. */
export const layer = Layer.effect(
  SecretKeys,
  Effect.gen(function* () {
    let made = 0
    const newKey: Effect.Effect<SecretKey> = Effect.map(memoryKey, (bytes) => ({ id: `key-${++made}`, bytes }))
    const ringAfter = (previous: Option.Option<SecretKey>): Effect.Effect<KeyRing> =>
      Effect.zipWith(newKey, DateTime.now, (current, rotatedAt) => ({ current, previous, rotatedAt }))
    const rings: Record<SecretName, KeyRing> = {
      "access-token": yield* ringAfter(Option.none()),
      "page-cursor": yield* ringAfter(Option.none()),
      "email-index": yield* ringAfter(Option.none()),
      "erasure-ledger": yield* ringAfter(Option.none()),
      "audit-checkpoint": yield* ringAfter(Option.none())
    }

    return SecretKeys.of({
      ring: (name) => interleaved(() => Effect.sync(() => rings[name])),
      rotate: (name) =>
        interleaved(() =>
          rotates(name)
            ? Effect.map(ringAfter(Option.some(rings[name].current)), (ring) => (rings[name] = ring))
            : Effect.die(new Error(`The key of ${name} never rotates: what is stored was made with it`))
        )
    })
  })
)
