import { DocumentTooLarge } from "@serenya/domain/analysis/AnalysisErrors"
import { FileType } from "@serenya/domain/analysis/FileType"
import { maxDocumentBytes, type StoredDocument } from "@serenya/domain/jobs/DocumentVault"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { Effect, Option } from "effect"
import { jobsIn } from "./JobFiles.ts"
import type { StateFolder } from "./StateFolder.ts"

/** The name carries the type, so that document and type appear in one step. */
const pathOf = (jobId: JobId, fileType: FileType): string => `incoming/${jobId}.${fileType}`

/** Documents as files of a state folder. */
export const make = (folder: StateFolder["Service"]) => {
  const find = Effect.fnUntraced(function* (jobId: JobId) {
    for (const fileType of FileType.literals) {
      const info = yield* folder.info(pathOf(jobId, fileType))
      if (Option.isSome(info)) return Option.some({ fileType, ...info.value })
    }
    return Option.none()
  })

  const read = Effect.fn("FileDocumentVault.read")(function* (jobId: JobId) {
    const found = yield* find(jobId)
    if (Option.isNone(found)) return Option.none()
    const { fileType, size } = found.value
    if (size > maxDocumentBytes) return yield* new DocumentTooLarge({ limit: maxDocumentBytes })
    return Option.map(yield* folder.read(pathOf(jobId, fileType)), (bytes): StoredDocument => ({ fileType, bytes }))
  })

  return {
    read,
    exists: Effect.fn("FileDocumentVault.exists")((jobId: JobId) => Effect.map(find(jobId), Option.isSome)),
    put: (jobId: JobId, { fileType, bytes }: StoredDocument) => folder.replace(pathOf(jobId, fileType), bytes),
    erase: Effect.fn("FileDocumentVault.erase")(function* (jobId: JobId) {
      for (const fileType of FileType.literals) yield* folder.remove(pathOf(jobId, fileType))
    }),
    jobsOf: Effect.fn("FileDocumentVault.jobsOf")(jobsIn(folder, ["incoming"]))
  }
}
