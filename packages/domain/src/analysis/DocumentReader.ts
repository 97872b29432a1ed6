import { Context, type Effect } from "effect"
import type { UnsupportedDocument } from "./AnalysisErrors.ts"
import type { FileType } from "./FileType.ts"
import type { ReadDocument } from "./ReadDocument.ts"

/**
 * Port: opens an uploaded file and reads its text with positions, or refuses it before any analysis cost. Bounded in
 * time and memory whatever the file holds. Its laws are `testing/DocumentReaderLaws.ts`.
 */
export class DocumentReader extends Context.Service<
  DocumentReader,
  {
    read(fileType: FileType, bytes: Uint8Array): Effect.Effect<ReadDocument, UnsupportedDocument>
  }
>()("@serenya/domain/analysis/DocumentReader") {}
