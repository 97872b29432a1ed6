import { Effect } from "effect"
import * as MemorySignatureVerifier from "../../src/biometrics/MemorySignatureVerifier.ts"
import * as SignatureVerifierLaws from "../../testing/SignatureVerifierLaws.ts"

const next = Effect.flatten(MemorySignatureVerifier.KnownDevices.use(({ next }) => Effect.succeed(next)))

SignatureVerifierLaws.suite("memory", MemorySignatureVerifier.layer, next)
