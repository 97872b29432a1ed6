import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3"
import { ErasureLedger, type ErasureReference } from "@serenya/domain/privacy/ErasureLedger"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { UserId } from "@serenya/domain/users/UserId"
import { Config, type DateTime, Effect, Layer, Option, Schema } from "effect"
import { EventsBucket } from "../resources/EventsBucket.ts"
import { readObject, writeObject } from "../s3/ObjectCall.ts"
import { S3 } from "../s3/S3.ts"
import * as HmacErasureReference from "./HmacErasureReference.ts"

/** `erasures/{reference}.json`. */
const EntryText = Schema.fromJsonString(Schema.Struct({ requested_at: Schema.DateTimeUtcFromString }))
const encodeEntry = Schema.encodeEffect(EntryText)
const decodeEntry = Schema.decodeUnknownEffect(EntryText)

const keyOf = (reference: ErasureReference): string => `${EventsBucket.prefixes.erasures}${reference}.json`

const unreadable = new Unavailable({
  resource: "storage",
  operation: "S3ErasureLedger.record",
  retryable: true,
  cause: new Error("An entry stands there and cannot be read")
})

/** The ledger in the events bucket, each entry written once. */
export const layer = Layer.effect(
  ErasureLedger,
  Effect.gen(function* () {
    const s3 = yield* S3
    const Bucket = yield* Config.NonEmptyString(EventsBucket.env)
    const referenceOf = yield* HmacErasureReference.make

    const read = Effect.fnUntraced(
      function* (reference: ErasureReference) {
        const command = new GetObjectCommand({ Bucket, Key: keyOf(reference) })
        const text = yield* readObject("S3ErasureLedger.find", async (options) =>
          (await s3.send(command, options)).Body?.transformToString()
        )
        if (Option.isNone(text)) return Option.none()
        return Option.some({ reference, requestedAt: (yield* decodeEntry(text.value)).requested_at })
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    const find = Effect.fn("S3ErasureLedger.find")(function* (userId: UserId) {
      return yield* read(yield* referenceOf(userId))
    })

    /** A refusal is read again: the entry of an earlier call, or our own whose answer was lost. */
    const record = Effect.fn("S3ErasureLedger.record")(
      function* (userId: UserId, requestedAt: DateTime.Utc) {
        const reference = yield* referenceOf(userId)
        const command = new PutObjectCommand({
          Bucket,
          Key: keyOf(reference),
          Body: yield* encodeEntry({ requested_at: requestedAt }),
          ContentType: "application/json",
          IfNoneMatch: "*"
        })
        return yield* writeObject("S3ErasureLedger.record", (options) => s3.send(command, options)).pipe(
          Effect.as({ reference, requestedAt }),
          Effect.catchTag("PreconditionFailed", () =>
            Effect.flatMap(
              read(reference),
              Option.match({ onNone: () => Effect.fail(unreadable), onSome: Effect.succeed })
            )
          )
        )
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    return ErasureLedger.of({ record, find })
  })
)
