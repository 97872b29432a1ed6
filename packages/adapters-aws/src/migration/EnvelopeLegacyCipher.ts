import { type Belonging, LegacyCipher } from "@serenya/domain/migration/LegacyCipher"
import { Effect, Layer, Option, Result } from "effect"
import * as LegacyEnvelope from "./LegacyEnvelope.ts"
import { LegacyKeys } from "./LegacyKeys.ts"

/**
 * Accounts were created under the provider's id and updated under the user's own. The envelope's word for it is checked
 * against the row, since nothing else ever bound one to the other.
 */
const isOf = ({ context }: LegacyEnvelope.Envelope, { column, external_id, id }: Belonging): boolean =>
  (context["userId"] === external_id || context["userId"] === id) &&
  context["field"] === column &&
  context["dataType"] === "user_pii"

/** `LegacyCipher` over envelopes whose data keys `LegacyKeys` unwraps. */
export const layer = Layer.effect(
  LegacyCipher,
  Effect.gen(function* () {
    const keys = yield* LegacyKeys

    const open = Effect.fnUntraced(function* (stored: string, belonging: Belonging) {
      const envelope = LegacyEnvelope.parse(stored)
      if (Option.isNone(envelope)) return Result.fail("envelope_broken" as const)
      if (!isOf(envelope.value, belonging)) return Result.fail("envelope_foreign" as const)
      const { context, encryptedKey } = envelope.value
      const key = yield* keys.unwrap(encryptedKey, context)
      const text = Option.flatMap(key, (key) => LegacyEnvelope.open(envelope.value, key))
      return Result.fromOption(text, () => "envelope_broken" as const)
    })

    return LegacyCipher.of({ open })
  })
)
