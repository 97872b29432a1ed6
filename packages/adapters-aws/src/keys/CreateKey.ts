import { AlreadyExistsException, NotFoundException } from "@aws-sdk/client-kms"
import { Data, Effect, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { Kms } from "./Kms.ts"
import { CreateAlias, CreateKey, DescribeKey } from "./KmsCommands.ts"

class NoSuchKey extends Data.TaggedError("NoSuchKey") {}
class AliasExists extends Data.TaggedError("AliasExists") {}

/** Creates a key under this alias, unless one is there. For emulators; the deployed key is CDK's. */
export const createKey = Effect.fn("CreateKey.createKey")(function* (alias: string) {
  const client = yield* Kms
  const known = yield* awsCall(
    "keys",
    "CreateKey.describe",
    (options) => client.send(DescribeKey({ KeyId: alias }), options),
    (cause) => (cause instanceof NotFoundException ? new NoSuchKey() : undefined)
  ).pipe(
    Effect.map(Option.some),
    Effect.catchTag("NoSuchKey", () => Effect.succeedNone)
  )
  if (Option.isSome(known)) return
  const { KeyMetadata } = yield* awsCall("keys", "CreateKey.create", (options) =>
    client.send(CreateKey({ Description: "Serenya" }), options)
  )
  const command = CreateAlias({ AliasName: alias, TargetKeyId: KeyMetadata?.KeyId })
  yield* awsCall(
    "keys",
    "CreateKey.alias",
    (options) => client.send(command, options),
    (cause) => (cause instanceof AlreadyExistsException ? new AliasExists() : undefined)
  ).pipe(Effect.catchTag("AliasExists", () => Effect.void))
})
