import { DataKeys, WrappedKey } from "@serenya/domain/keys/DataKeys"
import { count } from "@serenya/domain/telemetry/Meter"
import type { UserId } from "@serenya/domain/users/UserId"
import { Config, Data, Effect, Layer, Redacted } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { MasterKey } from "../resources/MasterKey.ts"
import { Kms } from "./Kms.ts"
import { Decrypt, GenerateDataKey } from "./KmsCommands.ts"

class KeyNotOfThisUser extends Data.TaggedError("KeyNotOfThisUser") {}

const notOurs = new Set(["InvalidCiphertextException", "IncorrectKeyException"])

export const keyNotOfThisUser = (cause: unknown): KeyNotOfThisUser | undefined =>
  cause instanceof Error && notOurs.has(cause.name) ? new KeyNotOfThisUser() : undefined

const plaintextOf = (answer: { readonly Plaintext?: Uint8Array | undefined }): Redacted.Redacted<Uint8Array> => {
  if (answer.Plaintext?.length !== 32) throw new Error("KMS answered without a 256-bit key")
  return Redacted.make(answer.Plaintext, { label: "dataKey" })
}

/**
 * `DataKeys` under the master key. The encryption context is the user id alone: a stable fact that the row itself
 * states, so a key that was moved to another user's row does not unwrap, and CloudTrail names whose data was opened.
 */
export const layer = Layer.effect(
  DataKeys,
  Effect.gen(function* () {
    const client = yield* Kms
    const KeyId = yield* Config.NonEmptyString(MasterKey.env)

    const generate = Effect.fnUntraced(function* (userId: UserId) {
      yield* count("KeyCalls", { key_call: "generate" })
      const answer = yield* awsCall("keys", "KmsDataKeys.generate", (options) =>
        client.send(GenerateDataKey({ KeyId, KeySpec: "AES_256", EncryptionContext: { userId } }), options)
      )
      const wrapped = WrappedKey.make(Buffer.from(answer.CiphertextBlob ?? []).toString("base64"))
      return { plaintext: plaintextOf(answer), wrapped }
    })

    const unwrap = Effect.fnUntraced(
      function* (userId: UserId, wrapped: WrappedKey) {
        yield* count("KeyCalls", { key_call: "unwrap" })
        const CiphertextBlob = Buffer.from(wrapped, "base64")
        const answer = yield* awsCall(
          "keys",
          "KmsDataKeys.unwrap",
          (options) => client.send(Decrypt({ KeyId, CiphertextBlob, EncryptionContext: { userId } }), options),
          keyNotOfThisUser
        )
        return plaintextOf(answer)
      },
      Effect.catchTag("KeyNotOfThisUser", () => Effect.die(new Error("The wrapped key was not made for this user")))
    )

    return DataKeys.of({ generate, unwrap })
  })
)
