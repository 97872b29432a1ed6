import { Effect, Random, Redacted } from "effect"

/** 32 bytes from Effect's seedable generator: for tests, never for a real secret. */
export const memoryKey = Effect.map(
  Effect.all(Array.from({ length: 32 }, () => Random.nextIntBetween(0, 255))),
  (bytes) => Redacted.make(Uint8Array.from(bytes), { label: "key" })
)
