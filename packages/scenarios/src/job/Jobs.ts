import { isAnalysis } from "@serenya/api/ResultDto"
import type { FileType } from "@serenya/domain/analysis/FileType"
import type { UploadGrant } from "@serenya/domain/jobs/DocumentVault"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { Effect } from "effect"
import { Base64 } from "effect/encoding"
import { HttpClient, HttpClientRequest } from "effect/http"
import { Unexpected } from "../check/Unexpected.ts"
import { newKey } from "../person/NewKey.ts"
import type { Person } from "../person/Person.ts"
import type { Target } from "../target/Target.ts"

const sha256 = (bytes: Uint8Array<ArrayBuffer>) =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", bytes)),
    (digest) => Base64.encode(new Uint8Array(digest))
  )

/** What an app says about a file before it sends it. */
export const announcement = (bytes: Uint8Array<ArrayBuffer>, fileType: FileType = "pdf") =>
  Effect.map(sha256(bytes), (checksumSha256) => ({ fileType, fileSize: bytes.length, checksumSha256 }))

/** Sends the form and the file as a phone does; the status of the answer. */
export const post = Effect.fnUntraced(function* (
  { fields, url }: Pick<UploadGrant, "url" | "fields">,
  bytes: Uint8Array<ArrayBuffer>
) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append("file", new Blob([bytes]))
  const { status } = yield* HttpClient.execute(HttpClientRequest.post(url).pipe(HttpClientRequest.bodyFormData(form)))
  return status
})

/** Announces a document and uploads it. */
export const upload = Effect.fnUntraced(function* ({ api }: Person, bytes: Uint8Array<ArrayBuffer>) {
  const { jobId, upload } = yield* api.upload.grant({ headers: yield* newKey, payload: yield* announcement(bytes) })
  const status = yield* post(upload, bytes)
  return status < 300 ? jobId : yield* new Unexpected({ what: "the upload is refused", found: status })
})

/** Asks until so it is. */
export const until = <A, E, R>(
  { patience: { atMost, every } }: Target,
  what: string,
  ask: Effect.Effect<A, E, R>,
  isSo: (answer: A) => boolean
) =>
  ask.pipe(
    Effect.delay(every),
    Effect.repeat({ until: isSo }),
    Effect.timeoutOrElse({
      duration: atMost,
      orElse: () => Effect.fail(new Unexpected({ what: `${what} in vain`, found: atMost }))
    })
  )

/** Asks until the job has ended, well or badly. */
export const ended = (target: Target, { api }: Person, jobId: JobId) =>
  until(
    target,
    `waited for ${jobId}`,
    api.status.status({ params: { job_id: jobId } }),
    ({ status }) => status === "completed" || status === "failed"
  )

/** The analysis of a job that has ended well. */
export const analysisOf = ({ api }: Person, jobId: JobId) =>
  Effect.filterOrFail(
    api.result.result({ params: { job_id: jobId } }),
    isAnalysis,
    (found) => new Unexpected({ what: "the result is no analysis", found })
  )

/** A document of theirs that was read: its analysis. */
export const analysed = Effect.fnUntraced(function* (target: Target, person: Person, bytes: Uint8Array<ArrayBuffer>) {
  const jobId = yield* upload(person, bytes)
  const { failure, status } = yield* ended(target, person, jobId)
  if (status !== "completed") return yield* new Unexpected({ what: "the document was not read", found: failure })
  return yield* analysisOf(person, jobId)
})

/** Counted when a job is settled, which is just after its outcome shows: asks until so many are. */
export const counted = (target: Target, { api }: Person, documents: number) =>
  until(
    target,
    `waited for ${documents} counted documents`,
    api.user.profile(),
    ({ subscription }) => subscription.usage.documents === documents
  )
