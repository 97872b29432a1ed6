import { Config, Effect, Option } from "effect"
import { MasterKey } from "../resources/MasterKey.ts"
import { TempBucket } from "../resources/TempBucket.ts"

/** Where the objects of jobs are and how they are encrypted. */
export interface TempObjects {
  readonly bucket: string
  /** Parameters of a PutObject. */
  readonly encryption: { readonly ServerSideEncryption?: "aws:kms"; readonly SSEKMSKeyId?: string }
  /** Fields of a posted form. */
  readonly encryptionFields: Readonly<Record<string, string>>
}

/** The bucket of `TempBucket`; encrypted under the master key where one is set, else as the bucket says. */
export const tempObjects = Effect.gen(function* () {
  const bucket = yield* Config.NonEmptyString(TempBucket.env)
  const keyId = yield* Config.option(Config.NonEmptyString(MasterKey.env))
  return Option.match(keyId, {
    onNone: (): TempObjects => ({ bucket, encryption: {}, encryptionFields: {} }),
    onSome: (id): TempObjects => ({
      bucket,
      encryption: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: id },
      encryptionFields: { "x-amz-server-side-encryption": "aws:kms", "x-amz-server-side-encryption-aws-kms-key-id": id }
    })
  })
})
