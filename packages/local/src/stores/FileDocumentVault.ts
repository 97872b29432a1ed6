import { FileType, mediaType } from "@serenya/domain/analysis/FileType"
import { type AnnouncedDocument, DocumentVault, maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import { JobId } from "@serenya/domain/jobs/JobId"
import { Context, DateTime, Effect, Layer, Option, Queue, type Redacted, Schema } from "effect"
import * as Documents from "./Documents.ts"
import { type Arrival, FileUploads, type PostedForm, UploadRefused } from "./FileUploads.ts"
import { derive, masterKey } from "./MasterKey.ts"
import { StateFolder } from "./StateFolder.ts"
import { decodePolicy, encodePolicy, faultOf } from "./UploadPolicy.ts"

const keyPrefix = "incoming/"

const decodeTarget = Schema.decodeUnknownOption(Schema.Struct({ jobId: JobId, fileType: FileType }))

const refuse = (fault: UploadRefused["fault"]) => new UploadRefused({ fault })

const sha256 = (bytes: Uint8Array<ArrayBuffer>) =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", bytes)),
    (digest) => Buffer.from(digest).toString("base64")
  )

/** Keeps inputs in the state folder; its forms are to be posted to `uploadUrl`, where the gateway hands them to `FileUploads`. */
export const layer = (uploadUrl: string) =>
  Layer.effectContext(
    Effect.gen(function* () {
      const folder = yield* StateFolder
      yield* folder.makeFolder("incoming")
      const documents = Documents.make(folder)
      const arrivals = yield* Queue.unbounded<Arrival>()
      const tell = (jobId: JobId, size: number) => Queue.offer(arrivals, { jobId, size })
      const key = yield* derive(
        yield* masterKey,
        "serenya/upload-policies",
        { name: "HMAC", hash: "SHA-256", length: 256 },
        ["sign", "verify"]
      )

      const grantUpload = Effect.fn("FileDocumentVault.grantUpload")(
        function* (jobId: JobId, document: AnnouncedDocument, expiresAt: DateTime.Utc) {
          const fields = {
            key: `${keyPrefix}${jobId}`,
            "Content-Type": mediaType(document.fileType),
            "x-amz-checksum-algorithm": "SHA256",
            "x-amz-checksum-sha256": document.checksumSha256,
            "x-amz-meta-file-type": document.fileType
          }
          const text = yield* encodePolicy({ expiresAt, fields, minBytes: 1, maxBytes: maxDocumentBytes })
          const policy = Buffer.from(text).toString("base64")
          const signature = yield* Effect.promise(() => crypto.subtle.sign("HMAC", key, Buffer.from(policy)))
          return {
            url: uploadUrl,
            fields: { ...fields, Policy: policy, "X-Amz-Signature": Buffer.from(signature).toString("hex") },
            expiresAt
          }
        },
        Effect.catchTag("SchemaError", Effect.die)
      )

      const receive = Effect.fn("FileUploads.receive")(function* ({ bytes, fields: all }: PostedForm) {
        const { Policy: policy = "", "X-Amz-Signature": signature = "", ...fields } = all
        const isOurs = yield* Effect.promise(() =>
          crypto.subtle.verify("HMAC", key, Buffer.from(signature, "hex"), Buffer.from(policy))
        )
        const granted = isOurs ? decodePolicy(Buffer.from(policy, "base64").toString()) : Option.none()
        if (Option.isNone(granted)) return yield* refuse("AccessDenied")
        const form = { fields, size: bytes.length, checksumSha256: yield* sha256(bytes) }
        const fault = faultOf(granted.value, form, yield* DateTime.now)
        if (Option.isSome(fault)) return yield* refuse(fault.value)
        const target = decodeTarget({
          jobId: fields["key"]?.slice(keyPrefix.length),
          fileType: fields["x-amz-meta-file-type"]
        })
        if (Option.isNone(target)) return yield* refuse("AccessDenied")
        const { fileType, jobId } = target.value
        yield* documents.put(jobId, { fileType, bytes })
        yield* tell(jobId, bytes.length)
      })

      const submit = Effect.fn("FileDocumentVault.submit")(function* (jobId: JobId, request: Redacted.Redacted) {
        yield* documents.submit(jobId, request)
        yield* announce(jobId)
      })

      const announce = Effect.fn("FileDocumentVault.announce")(function* (jobId: JobId) {
        const size = yield* documents.sizeOf(jobId)
        if (Option.isSome(size)) yield* tell(jobId, size.value)
        return Option.isSome(size)
      })

      const { erase, exists, jobsAfter, jobsOf, put, read, request } = documents
      const vault = { grantUpload, submit, announce, exists, request, read, erase, jobsOf, jobsAfter }
      return Context.make(DocumentVault, vault).pipe(Context.add(FileUploads, { receive, plant: put, arrivals }))
    })
  )
