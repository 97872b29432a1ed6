import { Schema } from "effect"

/** Why a file is refused before any analysis. Each is a failure code of its own. */
export const DocumentFault = Schema.Literals([
  "empty",
  "wrong_file_type",
  "truncated",
  "encrypted",
  "unreadable",
  "too_many_pages",
  "too_many_pixels",
  "no_text",
  "hidden_text"
])
export type DocumentFault = typeof DocumentFault.Type

/** The file is not one we can read; `reason` tells what to do about it. */
export class UnsupportedDocument extends Schema.TaggedError<UnsupportedDocument>()("UnsupportedDocument", {
  reason: DocumentFault
}) {
  override get message() {
    return `The document was refused: ${this.reason}`
  }
}

/** The file is larger than `limit` bytes. */
export class DocumentTooLarge extends Schema.TaggedError<DocumentTooLarge>()("DocumentTooLarge", {
  limit: Schema.Int
}) {
  override get message() {
    return `The document is larger than ${this.limit} bytes`
  }
}

export const RejectionReason = Schema.Literals(["truncated_answer", "schema_mismatch", "refused_by_model"])
export type RejectionReason = typeof RejectionReason.Type

/** The analyst answered, and the answer cannot be trusted, even after one repair. Nothing is invented to complete it. */
export class AnalysisRejected extends Schema.TaggedError<AnalysisRejected>()("AnalysisRejected", {
  reason: RejectionReason
}) {
  override get message() {
    return `The analysis was rejected: ${this.reason}`
  }
}
