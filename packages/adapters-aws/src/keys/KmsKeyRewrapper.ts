import { WrappedKey } from "@serenya/domain/keys/DataKeys"
import { KeyRewrapper } from "@serenya/domain/keys/KeyRewrapper"
import type { UserId } from "@serenya/domain/users/UserId"
import { Config, Effect, Layer } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { MasterKey } from "../resources/MasterKey.ts"
import { Kms } from "./Kms.ts"
import { ReEncrypt } from "./KmsCommands.ts"
import { keyNotOfThisUser } from "./KmsDataKeys.ts"

/** Inside KMS, which takes the newest material of the master key: no data key is in the clear outside it. */
export const layer = Layer.effect(
  KeyRewrapper,
  Effect.gen(function* () {
    const client = yield* Kms
    const DestinationKeyId = yield* Config.NonEmptyString(MasterKey.env)

    const rewrap = Effect.fnUntraced(
      function* (userId: UserId, wrapped: WrappedKey) {
        const command = ReEncrypt({
          CiphertextBlob: Buffer.from(wrapped, "base64"),
          SourceEncryptionContext: { userId },
          DestinationKeyId,
          DestinationEncryptionContext: { userId }
        })
        const { CiphertextBlob = [] } = yield* awsCall(
          "keys",
          "KmsKeyRewrapper.rewrap",
          (options) => client.send(command, options),
          keyNotOfThisUser
        )
        return WrappedKey.make(Buffer.from(CiphertextBlob).toString("base64"))
      },
      Effect.catchTag("KeyNotOfThisUser", () => Effect.die(new Error("The wrapped key was not made for this user")))
    )

    return KeyRewrapper.of({ rewrap })
  })
)
