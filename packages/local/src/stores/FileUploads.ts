import type { StoredDocument } from "@serenya/domain/jobs/DocumentVault"
import type { JobId } from "@serenya/domain/jobs/JobId"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, type Effect, type Queue, Schema } from "effect"
import { UploadFault } from "./UploadPolicy.ts"

/** The posted form was refused, with S3's word for it. */
export class UploadRefused extends Schema.TaggedError<UploadRefused>()("UploadRefused", { fault: UploadFault }) {
  override get message() {
    return `The upload was refused: ${this.fault}`
  }
}

/** A multipart form whose last field was the file. */
export interface PostedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** An input that is to be told of; `size` in bytes. */
export interface Arrival {
  readonly jobId: JobId
  readonly size: number
}

/** The other side of the file vault's grants: what S3 does with a posted form. */
export class FileUploads extends Context.Service<
  FileUploads,
  {
    /** Takes exactly what was granted. */
    receive(form: PostedForm): Effect.Effect<void, UploadRefused | Unavailable>
    /** Everything that arrived, or is announced again, in order: what S3 tells of in events. */
    readonly arrivals: Queue.Dequeue<Arrival>
    /** Puts a document there past every check: for laws and tests. */
    plant(jobId: JobId, document: StoredDocument): Effect.Effect<void, Unavailable>
  }
>()("@serenya/local/stores/FileUploads") {}
