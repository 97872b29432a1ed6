import { Data, Effect, Layer, Option, Redacted } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { Kms } from "../keys/Kms.ts"
import { Decrypt } from "../keys/KmsCommands.ts"
import { LegacyKeys } from "./LegacyKeys.ts"

class NotWrappedHere extends Data.TaggedError("NotWrappedHere") {}

const refusals = new Set(["InvalidCiphertextException", "IncorrectKeyException", "NotFoundException"])

/** Nobody waits for an answer but the move itself. */
const limits = { attemptTimeout: "30 seconds", retries: 8 } as const

/** The blob itself names the old master key, so none is configured. */
export const layer = Layer.effect(
  LegacyKeys,
  Effect.map(Kms, (client) =>
    LegacyKeys.of({
      unwrap: (wrapped, context) =>
        awsCall(
          "keys",
          "KmsLegacyKeys.unwrap",
          (options) => client.send(Decrypt({ CiphertextBlob: wrapped, EncryptionContext: { ...context } }), options),
          (cause) => (cause instanceof Error && refusals.has(cause.name) ? new NotWrappedHere() : undefined),
          limits
        ).pipe(
          Effect.map(({ Plaintext }) =>
            Option.map(Option.fromUndefinedOr(Plaintext), (key) => Redacted.make(key, { label: "legacyKey" }))
          ),
          Effect.catchTag("NotWrappedHere", () => Effect.succeed(Option.none()))
        )
    })
  )
)
