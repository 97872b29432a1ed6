import { Effect, Layer } from "effect"
import { CheckpointSignature, CheckpointSigner } from "./CheckpointSigner.ts"

/** Remembers what it signed. For tests only. */
export const layer = Layer.sync(CheckpointSigner, () => {
  const signed = new Map<string, CheckpointSignature>()
  return CheckpointSigner.of({
    sign: (text) =>
      Effect.sync(() => {
        const signature = signed.get(text) ?? CheckpointSignature.make((signed.size + 1).toString(16).padStart(64, "0"))
        signed.set(text, signature)
        return signature
      }),
    isSigned: (text, signature) => Effect.sync(() => signed.get(text) === signature)
  })
})
