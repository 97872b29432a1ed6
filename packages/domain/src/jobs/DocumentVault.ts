import { Context, type DateTime, type Effect, type Option } from "effect"
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

/** Port: where a document waits to be read. Its laws are `testing/DocumentVaultLaws.ts`. */
export class DocumentVault extends Context.Service<
  DocumentVault,
  {
    /** Admits exactly one key, one content type, the announced checksum and at most 10 MiB, until `expiresAt`. */
    grantUpload(
      jobId: JobId,
      document: AnnouncedDocument,
      expiresAt: DateTime.Utc
    ): Effect.Effect<UploadGrant, Unavailable>
    exists(jobId: JobId): Effect.Effect<boolean, Unavailable>
    /** None: not uploaded, or gone. Too large is refused without reading it. */
    read(jobId: JobId): Effect.Effect<Option.Option<StoredDocument>, DocumentTooLarge | Unavailable>
    /** Again is fine. */
    erase(jobId: JobId): Effect.Effect<void, Unavailable>
    /** The jobs of this person whose document is here, in no order; each once. */
    jobsOf(userId: UserId): Effect.Effect<ReadonlyArray<JobId>, Unavailable>
  }
>()("@serenya/domain/jobs/DocumentVault") {}
