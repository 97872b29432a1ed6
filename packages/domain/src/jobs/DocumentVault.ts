import { Context, type DateTime, type Effect, type Option, type Redacted } from "effect"
import type { DocumentTooLarge } from "../analysis/AnalysisErrors.ts"
import type { FileType } from "../analysis/FileType.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import type { JobId } from "./JobId.ts"

/** What the person announced: `size` in bytes, `checksumSha256` in base64. */
export interface AnnouncedDocument {
  readonly fileType: FileType
  readonly size: number
  readonly checksumSha256: string
}

/** A form for one upload: POST `fields` and then the file to `url` as multipart/form-data, before `expiresAt`. */
export interface UploadGrant {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
  readonly expiresAt: DateTime.Utc
}

/** An uploaded file. The type is the one that was announced. */
export interface StoredDocument {
  readonly fileType: FileType
  readonly bytes: Uint8Array
}

/** The largest document, 10 MiB, held by the grant itself. */
export const maxDocumentBytes = 10 * 1024 * 1024

/** Port: where the input of a job waits: a document to be read, or a request to be answered. Its laws are `testing/DocumentVaultLaws.ts`. */
export class DocumentVault extends Context.Service<
  DocumentVault,
  {
    /** Admits exactly one key, one content type, the announced checksum and at most 10 MiB, until `expiresAt`. */
    grantUpload(
      jobId: JobId,
      document: AnnouncedDocument,
      expiresAt: DateTime.Utc
    ): Effect.Effect<UploadGrant, Unavailable>
    /** Keeps what a person asks, as JSON, as the input of a job that no document begins; tells of it as of an upload. */
    submit(jobId: JobId, request: Redacted.Redacted): Effect.Effect<void, Unavailable>
    /** Tells of an input again, as when it arrived. False: there is none (any more). */
    announce(jobId: JobId): Effect.Effect<boolean, Unavailable>
    exists(jobId: JobId): Effect.Effect<boolean, Unavailable>
    /** What was submitted. None: nothing, or it is gone. */
    request(jobId: JobId): Effect.Effect<Option.Option<Redacted.Redacted>, Unavailable>
    /** None: not uploaded, or gone. Too large is refused without reading it. */
    read(jobId: JobId): Effect.Effect<Option.Option<StoredDocument>, DocumentTooLarge | Unavailable>
    /** Again is fine. */
    erase(jobId: JobId): Effect.Effect<void, Unavailable>
    /** The jobs of this person whose input is here, in no order; each once. */
    jobsOf(userId: UserId): Effect.Effect<ReadonlyArray<JobId>, Unavailable>
    /** At most `limit` jobs whose input is here, in the order of their ids' text; those after `after`. */
    jobsAfter(after: Option.Option<JobId>, limit: number): Effect.Effect<ReadonlyArray<JobId>, Unavailable>
  }
>()("@serenya/domain/jobs/DocumentVault") {}
