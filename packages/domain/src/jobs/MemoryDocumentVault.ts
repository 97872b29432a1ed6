import { Context, DateTime, Effect, Layer, Option, type Redacted, Schema } from "effect"
import { DocumentTooLarge } from "../analysis/AnalysisErrors.ts"
import { mediaType } from "../analysis/FileType.ts"
import { type AnnouncedDocument, DocumentVault, maxDocumentBytes, type StoredDocument } from "./DocumentVault.ts"
import { type JobId, partsOf } from "./JobId.ts"
import * as JobListingRules from "./JobListingRules.ts"

/** The form was not one we granted, or the file was not the announced one. */
export class UploadRefused extends Schema.TaggedError<UploadRefused>()("UploadRefused", {
  reason: Schema.Literals(["altered_form", "expired", "empty", "too_large", "other_checksum"])
}) {
  override get message() {
    return `The upload was refused: ${this.reason}`
  }
}

/** A multipart form as its receiver sees it; `checksumSha256` is the receiver's own, in base64, never a field of the form. */
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly checksumSha256: string
}

/** The other side of the memory vault's grants: what S3 does with a posted form. Answers with the job whose document arrived. */
export class MemoryUploads extends Context.Service<
  MemoryUploads,
  {
    receive(form: ReceivedForm): Effect.Effect<JobId, UploadRefused>
    /** Puts a document there past every check. For tests. */
    plant(jobId: JobId, document: StoredDocument): Effect.Effect<void>
    /** The jobs whose input was told of, in order: what would be events. */
    readonly told: Effect.Effect<ReadonlyArray<JobId>>
  }
>()("@serenya/domain/jobs/MemoryDocumentVault/MemoryUploads") {}

interface Grant {
  readonly jobId: JobId
  readonly document: AnnouncedDocument
  readonly expiresAt: DateTime.Utc
  readonly fields: Readonly<Record<string, string>>
}

const formOf = (grant: Omit<Grant, "fields">, policy: string): Readonly<Record<string, string>> => ({
  key: `incoming/${grant.jobId}`,
  "Content-Type": mediaType(grant.document.fileType),
  "x-amz-checksum-sha256": grant.document.checksumSha256,
  "x-amz-meta-file-type": grant.document.fileType,
  Policy: policy
})

const sameFields = (left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean =>
  Object.keys(left).length === Object.keys(right).length &&
  Object.entries(left).every(([name, value]) => right[name] === value)

const fault = (
  grant: Grant | undefined,
  form: ReceivedForm,
  now: DateTime.Utc
): UploadRefused["reason"] | undefined => {
  if (grant === undefined || !sameFields(grant.fields, form.fields)) return "altered_form"
  if (DateTime.isGreaterThanOrEqualTo(now, grant.expiresAt)) return "expired"
  if (form.bytes.length === 0) return "empty"
  if (form.bytes.length > maxDocumentBytes) return "too_large"
  return form.checksumSha256 === grant.document.checksumSha256 ? undefined : "other_checksum"
}

/** Takes effect in one step; others may come between just before and just after. */
const step = <A>(take: () => A): Effect.Effect<A> =>
  Effect.yieldNow.pipe(
    Effect.andThen(Effect.sync(take)),
    Effect.tap(() => Effect.yieldNow)
  )

/** Keeps inputs in this process; its forms are to be posted to `url`, where somebody hands them to `MemoryUploads`. */
export const layerAt = (url: string): Layer.Layer<DocumentVault | MemoryUploads> =>
  Layer.syncContext(() => {
    const grants = new Map<string, Grant>()
    const documents = new Map<JobId, StoredDocument>()
    const requests = new Map<JobId, Redacted.Redacted>()
    const told: Array<JobId> = []
    const has = (jobId: JobId) => documents.has(jobId) || requests.has(jobId)

    const vault = DocumentVault.of({
      grantUpload: Effect.fn("MemoryDocumentVault.grantUpload")((jobId, document, expiresAt) =>
        step(() => {
          const policy = `grant-${grants.size + 1}`
          const fields = formOf({ jobId, document, expiresAt }, policy)
          grants.set(policy, { jobId, document, expiresAt, fields })
          return { url, fields, expiresAt }
        })
      ),
      submit: Effect.fn("MemoryDocumentVault.submit")((jobId, request) =>
        step(() => {
          requests.set(jobId, request)
          told.push(jobId)
        })
      ),
      announce: Effect.fn("MemoryDocumentVault.announce")((jobId) =>
        step(() => {
          if (has(jobId)) told.push(jobId)
          return has(jobId)
        })
      ),
      exists: Effect.fn("MemoryDocumentVault.exists")((jobId) => step(() => has(jobId))),
      request: Effect.fn("MemoryDocumentVault.request")((jobId) =>
        step(() => Option.fromUndefinedOr(requests.get(jobId)))
      ),
      read: Effect.fn("MemoryDocumentVault.read")(function* (jobId: JobId) {
        const document = yield* step(() => Option.fromUndefinedOr(documents.get(jobId)))
        if (Option.isSome(document) && document.value.bytes.length > maxDocumentBytes) {
          return yield* new DocumentTooLarge({ limit: maxDocumentBytes })
        }
        return document
      }),
      erase: Effect.fn("MemoryDocumentVault.erase")((jobId) =>
        step(() => {
          documents.delete(jobId)
          requests.delete(jobId)
        })
      ),
      jobsOf: Effect.fn("MemoryDocumentVault.jobsOf")((userId) =>
        step(() => [...documents.keys(), ...requests.keys()].filter((jobId) => partsOf(jobId).userId === userId))
      ),
      jobsAfter: Effect.fn("MemoryDocumentVault.jobsAfter")((after, limit) =>
        step(() => JobListingRules.firstAfter([...documents.keys(), ...requests.keys()], after, limit))
      )
    })

    const uploads = MemoryUploads.of({
      receive: Effect.fn("MemoryUploads.receive")(function* (form: ReceivedForm) {
        const now = yield* DateTime.now
        const grant = grants.get(form.fields["Policy"] ?? "")
        const reason = fault(grant, form, now)
        if (grant === undefined || reason !== undefined) {
          return yield* new UploadRefused({ reason: reason ?? "altered_form" })
        }
        const {
          jobId,
          document: { fileType }
        } = grant
        return yield* step(() => {
          documents.set(jobId, { fileType, bytes: form.bytes })
          told.push(jobId)
          return jobId
        })
      }),
      plant: Effect.fn("MemoryUploads.plant")((jobId, document) => step(() => void documents.set(jobId, document))),
      told: step(() => [...told])
    })

    return Context.make(DocumentVault, vault).pipe(Context.add(MemoryUploads, uploads))
  })

/** For tests, which need no url. */
export const layer = layerAt("memory:uploads")
