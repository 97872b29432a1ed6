import { Effect, Layer, Option } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import type { UserId } from "../users/UserId.ts"
import { type ErasureEntry, ErasureLedger, ErasureReference } from "./ErasureLedger.ts"

/** Numbers the people it is asked to record. */
export const layer = Layer.sync(ErasureLedger, () => {
  const entries = new Map<UserId, ErasureEntry>()

  return ErasureLedger.of({
    record: (userId, requestedAt) =>
      interleaved(() => {
        const reference = ErasureReference.make((entries.size + 1).toString(16).padStart(64, "0"))
        const entry = entries.get(userId) ?? { reference, requestedAt }
        entries.set(userId, entry)
        return Effect.succeed(entry)
      }),
    find: (userId) => interleaved(() => Effect.succeed(Option.fromUndefinedOr(entries.get(userId))))
  })
})
