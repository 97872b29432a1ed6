import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { CheckpointSignature, CheckpointSigner } from "../src/audit/CheckpointSigner.ts"

/** Every `CheckpointSigner` obeys these. */
export const suite = <E>(name: string, layer: Layer.Layer<CheckpointSigner, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`CheckpointSigner laws: ${name}`, (it) => {
    it.effect("knows its own signature again, however often it signs", () =>
      Effect.gen(function* () {
        const signer = yield* CheckpointSigner
        for (const signature of [yield* signer.sign("text"), yield* signer.sign("text")]) {
          assertEquals(yield* signer.isSigned("text", signature), true)
        }
      })
    )

    it.effect("knows no signature of another text, and none that somebody made up", () =>
      Effect.gen(function* () {
        const signer = yield* CheckpointSigner
        const signature = yield* signer.sign("text")
        assertEquals(yield* signer.isSigned("Text", signature), false)
        assertEquals(yield* signer.isSigned("text", yield* signer.sign("Text")), false)
        assertEquals(yield* signer.isSigned("text", CheckpointSignature.make("f".repeat(64))), false)
      })
    )
  })
