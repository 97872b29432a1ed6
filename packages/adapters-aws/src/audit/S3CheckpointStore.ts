import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3"
import { CheckpointStore } from "@serenya/domain/audit/CheckpointStore"
import { Config, Effect, Layer, Option } from "effect"
import { AuditCheckpoints } from "../resources/AuditObjects.ts"
import { listObjects } from "../s3/ListObjects.ts"
import { readObject, writeObject } from "../s3/ObjectCall.ts"
import { S3 } from "../s3/S3.ts"

const { checkpoints: prefix } = AuditCheckpoints.prefixes

/** `checkpoints/00000001.json`: padded, so that S3 lists them in their order for a thousand years of hours. */
const keyOf = (number: number): string => `${prefix}${String(number).padStart(8, "0")}.json`

const numberIn = (key: string): ReadonlyArray<number> => {
  const [, digits] = /^([0-9]{8})\.json$/.exec(key.slice(prefix.length)) ?? []
  return digits === undefined ? [] : [Number(digits)]
}

/** Checkpoints in the events bucket, each an object that is written once. */
export const layer = Layer.effect(
  CheckpointStore,
  Effect.gen(function* () {
    const s3 = yield* S3
    const Bucket = yield* Config.NonEmptyString(AuditCheckpoints.env)

    const read = Effect.fn("S3CheckpointStore.read")((number: number) =>
      readObject("S3CheckpointStore.read", async (options) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(number) }), options)
        return (await Body?.transformToString()) ?? ""
      })
    )

    return CheckpointStore.of({
      /** What stands there already may be this very text, the answer of an earlier attempt lost. */
      write: Effect.fn("S3CheckpointStore.write")((number, text) => {
        const command = new PutObjectCommand({
          Bucket,
          Key: keyOf(number),
          Body: text,
          ContentType: "application/json",
          IfNoneMatch: "*"
        })
        return writeObject("S3CheckpointStore.write", (options) => s3.send(command, options)).pipe(
          Effect.as(true),
          Effect.catchTag("PreconditionFailed", () =>
            Effect.map(
              read(number),
              Option.exists((standing) => standing === text)
            )
          )
        )
      }),
      numbers: listObjects(Bucket, prefix).pipe(
        Effect.map((objects) => objects.flatMap(({ key }) => numberIn(key)).toSorted((a, b) => a - b)),
        Effect.provideService(S3, s3)
      ),
      read
    })
  })
)
