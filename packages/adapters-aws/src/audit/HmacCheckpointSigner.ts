import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto"
import { CheckpointSignature, CheckpointSigner } from "@serenya/domain/audit/CheckpointSigner"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { Effect, Layer, Redacted } from "effect"

/** HMAC-SHA-256 (RFC 2104) under a key that no function which writes events is given. */
export const layer = Layer.effect(
  CheckpointSigner,
  Effect.gen(function* () {
    const secretKeys = yield* SecretKeys

    const macOf = Effect.fnUntraced(function* (text: string) {
      const { current } = yield* secretKeys.ring("audit-checkpoint")
      return createHmac("sha256", createSecretKey(Redacted.value(current.bytes)))
        .update(text, "utf8")
        .digest()
    })

    return CheckpointSigner.of({
      sign: Effect.fn("HmacCheckpointSigner.sign")((text) =>
        Effect.map(macOf(text), (mac) => CheckpointSignature.make(mac.toString("hex")))
      ),
      isSigned: Effect.fn("HmacCheckpointSigner.isSigned")((text, signature) =>
        Effect.map(macOf(text), (mac) => timingSafeEqual(mac, Buffer.from(signature, "hex")))
      )
    })
  })
)
