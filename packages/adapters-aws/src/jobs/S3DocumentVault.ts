import { Readable } from "node:stream"
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand
} from "@aws-sdk/client-s3"
import { createPresignedPost } from "@aws-sdk/s3-presigned-post"
import { DocumentTooLarge } from "@serenya/domain/analysis/AnalysisErrors"
import { FileType, mediaType } from "@serenya/domain/analysis/FileType"
import { type AnnouncedDocument, DocumentVault, maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { TempBucket } from "../resources/TempBucket.ts"
import { readObject } from "../s3/ObjectCall.ts"
import { S3 } from "../s3/S3.ts"
import { jobsAfter, jobsUnder } from "./JobListing.ts"
import { tempObjects } from "./TempObjects.ts"

const keyOf = (jobId: JobId): string => `${TempBucket.prefixes.incoming}${jobId}`

/** A policy knows whole seconds only. */
const wholeSecond = (at: DateTime.Utc): DateTime.Utc => DateTime.startOf(at, "second")

const decodeFileType = Schema.decodeUnknownEffect(FileType)

const requestType = "application/json"

const readLimits = { attemptTimeout: "15 seconds", retries: 3 } as const

/** Keeps inputs in the temp bucket, where S3 itself holds an upload to its form. */
export const layer = Layer.effect(
  DocumentVault,
  Effect.gen(function* () {
    const s3 = yield* S3
    const { bucket: Bucket, encryption, encryptionFields } = yield* tempObjects

    /** Every field is a condition of its own; only the signature is computed, so nothing is called. */
    const grantUpload = Effect.fn("S3DocumentVault.grantUpload")(function* (
      jobId: JobId,
      document: AnnouncedDocument,
      expiresAt: DateTime.Utc
    ) {
      const until = wholeSecond(expiresAt)
      const { fields, url } = yield* awsCall("storage", "S3.createPresignedPost", () =>
        createPresignedPost(s3, {
          Bucket,
          Key: keyOf(jobId),
          Conditions: [["content-length-range", 1, maxDocumentBytes]],
          Fields: {
            "Content-Type": mediaType(document.fileType),
            "x-amz-checksum-algorithm": "SHA256",
            "x-amz-checksum-sha256": document.checksumSha256,
            "x-amz-meta-file-type": document.fileType,
            ...encryptionFields
          },
          // The signer counts seconds from the wall clock and cuts off the rest: a millisecond more keeps rounding on our side.
          Expires: (DateTime.toEpochMillis(until) + 1 - Date.now()) / 1000
        })
      )
      return { url, fields, expiresAt: until }
    })

    const submit = Effect.fn("S3DocumentVault.submit")(function* (jobId: JobId, request: Redacted.Redacted) {
      const Body = Redacted.value(request)
      const command = new PutObjectCommand({ Bucket, Key: keyOf(jobId), Body, ContentType: requestType, ...encryption })
      yield* awsCall("storage", "S3.putRequest", (options) => s3.send(command, options))
    })

    const head = (jobId: JobId) => {
      const command = new HeadObjectCommand({ Bucket, Key: keyOf(jobId) })
      return readObject("S3.headDocument", (options) => s3.send(command, options))
    }

    const exists = Effect.fn("S3DocumentVault.exists")((jobId: JobId) => Effect.map(head(jobId), Option.isSome))

    /** S3 tells of a copy onto itself as of an upload. It makes one only if something is replaced: here, the same metadata. */
    const announce = Effect.fn("S3DocumentVault.announce")(function* (jobId: JobId) {
      const found = yield* head(jobId)
      if (Option.isNone(found)) return false
      const { ContentType, Metadata } = found.value
      const command = new CopyObjectCommand({
        Bucket,
        Key: keyOf(jobId),
        CopySource: `${Bucket}/${keyOf(jobId)}`,
        MetadataDirective: "REPLACE",
        ContentType,
        Metadata,
        ...encryption
      })
      return Option.isSome(yield* readObject("S3.copyDocument", (options) => s3.send(command, options), readLimits))
    })

    const request = Effect.fn("S3DocumentVault.request")(function* (jobId: JobId) {
      const command = new GetObjectCommand({ Bucket, Key: keyOf(jobId) })
      const found = yield* readObject("S3.getRequest", async (options) =>
        (await s3.send(command, options)).Body?.transformToString()
      )
      return Option.map(found, (text = "") => Redacted.make(text, { label: "request" }))
    })

    const read = Effect.fn("S3DocumentVault.read")(
      function* (jobId: JobId) {
        const command = new GetObjectCommand({ Bucket, Key: keyOf(jobId) })
        const found = yield* readObject(
          "S3.getDocument",
          async (options) => {
            const { Body, ContentLength = Infinity, Metadata } = await s3.send(command, options)
            if (ContentLength <= maxDocumentBytes) {
              return { fileType: Metadata?.["file-type"], bytes: await Body?.transformToByteArray() }
            }
            if (Body instanceof Readable) Body.destroy()
            return "too_large" as const
          },
          readLimits
        )
        if (Option.isNone(found)) return Option.none()
        if (found.value === "too_large") return yield* new DocumentTooLarge({ limit: maxDocumentBytes })
        const { bytes = new Uint8Array(0), fileType } = found.value
        return Option.some({ fileType: yield* decodeFileType(fileType), bytes })
      },
      Effect.catchTag("SchemaError", Effect.die)
    )

    const erase = Effect.fn("S3DocumentVault.erase")(function* (jobId: JobId) {
      const command = new DeleteObjectCommand({ Bucket, Key: keyOf(jobId) })
      yield* awsCall("storage", "S3.deleteDocument", (options) => s3.send(command, options))
    })

    const jobsOf = Effect.fn("S3DocumentVault.jobsOf")(jobsUnder(s3, Bucket, [TempBucket.prefixes.incoming]))

    const after = Effect.fn("S3DocumentVault.jobsAfter")(jobsAfter(s3, Bucket, [TempBucket.prefixes.incoming]))

    return DocumentVault.of({
      grantUpload,
      submit,
      announce,
      exists,
      request,
      read,
      erase,
      jobsOf,
      jobsAfter: after
    })
  })
)
