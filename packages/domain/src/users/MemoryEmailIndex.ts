import { Effect, Layer, Redacted } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { EmailKey } from "./EmailAddress.ts"
import { EmailIndex } from "./EmailIndex.ts"

/** Numbers the addresses it is asked about: deterministic, and tells nobody the address. */
export const layer = Layer.sync(EmailIndex, () => {
  const keys = new Map<string, EmailKey>()

  const numbered = (address: string): EmailKey => {
    const key = keys.get(address) ?? EmailKey.make((keys.size + 1).toString(16).padStart(64, "0"))
    keys.set(address, key)
    return key
  }

  return EmailIndex.of({
    keyOf: (email) => interleaved(() => Effect.succeed(numbered(Redacted.value(email).toLowerCase())))
  })
})
