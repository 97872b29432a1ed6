import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3"
import { type AuditEvent, AuditEventText } from "@serenya/domain/audit/AuditEvent"
import { AuditKey, folderOf, keyOf } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { Config, Effect, Layer, Option, Schema, Stream } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { AuditEvents } from "../resources/AuditObjects.ts"
import { readObject, writeObject } from "../s3/ObjectCall.ts"
import { S3 } from "../s3/S3.ts"

const { observability: prefix } = AuditEvents.prefixes

const encodeText = Schema.encodeEffect(AuditEventText)
const isKey = Schema.is(AuditKey)

/** The trail in the events bucket, each event an object that is written once. */
export const layer = Layer.effect(
  AuditTrail,
  Effect.gen(function* () {
    const s3 = yield* S3
    const Bucket = yield* Config.NonEmptyString(AuditEvents.env)

    const page = (operation: string, folder: string, after: Option.Option<string>) =>
      awsCall("storage", operation, (options) =>
        s3.send(
          new ListObjectsV2Command({
            Bucket,
            Prefix: `${prefix}${folder}`,
            ...(Option.isSome(after) && { ContinuationToken: after.value })
          }),
          options
        )
      )

    /** S3 lists keys in the order of their bytes. */
    const namesIn = (operation: string, folder: string) =>
      Stream.paginate(Option.none<string>(), (after) =>
        Effect.map(page(operation, folder, after), ({ Contents = [], NextContinuationToken }) => [
          Contents.map(({ Key = "" }) => Key.slice(prefix.length)),
          Option.map(Option.fromUndefinedOr(NextContinuationToken), Option.some)
        ])
      )

    /** A refusal is an earlier delivery of the same event, or our own whose answer was lost. */
    const append = Effect.fn("S3AuditTrail.append")(
      function* (event: AuditEvent) {
        const command = new PutObjectCommand({
          Bucket,
          Key: `${prefix}${keyOf(event)}`,
          Body: yield* encodeText(event),
          ContentType: "application/json",
          IfNoneMatch: "*"
        })
        return yield* writeObject("S3AuditTrail.append", (options) => s3.send(command, options)).pipe(
          Effect.as(true),
          Effect.catchTag("PreconditionFailed", () => Effect.succeed(false))
        )
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    return AuditTrail.of({
      append,
      list: Effect.fn("S3AuditTrail.list")((day) =>
        Effect.map(Stream.runCollect(namesIn("S3AuditTrail.list", folderOf(day))), (names) => names.filter(isKey))
      ),
      names: namesIn("S3AuditTrail.names", ""),
      read: Effect.fn("S3AuditTrail.read")((name) =>
        readObject("S3AuditTrail.read", async (options) => {
          const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `${prefix}${name}` }), options)
          return (await Body?.transformToString()) ?? ""
        })
      )
    })
  })
)
