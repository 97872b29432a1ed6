import { Layer } from "effect"
import { Digest, Digests } from "./Digests.ts"

/** Numbers the texts it is shown: two of them never share a digest, and nobody computes one. For tests only. */
export const layer = Layer.sync(Digests, () => {
  const numbers = new Map<string, number>()
  return Digests.of({
    sha256: (text) => {
      const number = numbers.get(text) ?? numbers.size + 1
      numbers.set(text, number)
      return Digest.make(number.toString(16).padStart(64, "0"))
    }
  })
})
