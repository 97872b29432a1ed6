import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3"
import { LegacyArchive } from "@serenya/domain/migration/LegacyArchive"
import type { ArchivedRow } from "@serenya/domain/migration/Move"
import { Config, DateTime, Effect, Layer, Option } from "effect"
import { EventsBucket } from "../resources/EventsBucket.ts"
import { readObject, writeObject } from "../s3/ObjectCall.ts"
import { S3 } from "../s3/S3.ts"

const parallel = 16

/** As events are called, by day, kind, moment and id; apart from the trail, which vouches for its own. */
export const keyOf = ({ at, id, table }: ArchivedRow): string => {
  const iso = DateTime.formatIso(at)
  const [year, month, day] = DateTime.formatIsoDateUtc(at).split("-").slice(-3)
  const type = table.replaceAll("_", "-")
  return `${EventsBucket.prefixes.legacy}year=${year}/month=${month}/day=${day}/${type}-${iso.replaceAll(":", "-")}-${id}.json`
}

export const bodyOf = ({ id, row, table }: ArchivedRow): string => JSON.stringify({ table, id, row })

/** `LegacyArchive` in the events bucket, each row an object that is written once. */
export const layer = Layer.effect(
  LegacyArchive,
  Effect.gen(function* () {
    const s3 = yield* S3
    const Bucket = yield* Config.NonEmptyString(EventsBucket.env)

    const putOne = Effect.fnUntraced(function* (row: ArchivedRow) {
      const command = new PutObjectCommand({
        Bucket,
        Key: keyOf(row),
        Body: bodyOf(row),
        ContentType: "application/json",
        IfNoneMatch: "*"
      })
      // What stands there was written by an earlier run: `verify` compares it.
      yield* Effect.catchTag(
        writeObject("S3LegacyArchive.put", (options) => s3.send(command, options)),
        "PreconditionFailed",
        () => Effect.void
      )
    })

    const isMissing = Effect.fnUntraced(function* (row: ArchivedRow) {
      const command = new GetObjectCommand({ Bucket, Key: keyOf(row) })
      const text = yield* readObject("S3LegacyArchive.missing", async (options) =>
        (await s3.send(command, options)).Body?.transformToString()
      )
      return !Option.contains(text, bodyOf(row))
    })

    return LegacyArchive.of({
      put: (rows) => Effect.forEach(rows, putOne, { concurrency: parallel, discard: true }),
      missing: (rows) => Effect.map(Effect.filter(rows, isMissing, { concurrency: parallel }), (missing) => missing)
    })
  })
)
