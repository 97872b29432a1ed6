import { Effect, Layer, Ref } from "effect"
import { RandomIds } from "./RandomIds.ts"

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** The n-th id in base64url, padded to the length that `bytes` random bytes would have. */
const digits = (n: number, length: number): string => {
  let text = ""
  for (let rest = n; text.length < length; rest = Math.floor(rest / 64)) text = alphabet.charAt(rest % 64) + text
  return text
}

/** Counts: every id is new and every run is the same. For tests only. */
export const layer = Layer.effect(
  RandomIds,
  Effect.gen(function* () {
    const count = yield* Ref.make(0)
    const next = Ref.updateAndGet(count, (n) => n + 1)
    return RandomIds.of({
      uuid: Effect.map(next, (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`),
      token: (bytes) => Effect.map(next, (n) => digits(n, Math.ceil((bytes * 4) / 3)))
    })
  })
)
