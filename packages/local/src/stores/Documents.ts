import { DocumentTooLarge } from "@serenya/domain/analysis/AnalysisErrors"
import { FileType } from "@serenya/domain/analysis/FileType"
import { maxDocumentBytes, type StoredDocument } from "@serenya/domain/jobs/DocumentVault"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { Effect, Option, Redacted } from "effect"
import { jobsAfterIn, jobsIn } from "./JobFiles.ts"
import type { StateFolder } from "./StateFolder.ts"

/** The name carries the type, so that an input and its type appear in one step. */
const pathOf = (jobId: JobId, type: FileType | "json"): string => `incoming/${jobId}.${type}`

/** Inputs of jobs as files of a state folder. */
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

  /** The size of whatever is there. */
  const sizeOf = Effect.fnUntraced(function* (jobId: JobId) {
    const asked = yield* folder.info(pathOf(jobId, "json"))
    return Option.map(Option.isSome(asked) ? asked : yield* find(jobId), ({ size }) => size)
  })

  const request = Effect.fn("FileDocumentVault.request")(function* (jobId: JobId) {
    const found = yield* folder.read(pathOf(jobId, "json"))
    return Option.map(found, (bytes) => Redacted.make(new TextDecoder().decode(bytes), { label: "request" }))
  })

  return {
    read,
    request,
    sizeOf,
    exists: Effect.fn("FileDocumentVault.exists")((jobId: JobId) => Effect.map(sizeOf(jobId), Option.isSome)),
    submit: (jobId: JobId, request: Redacted.Redacted) =>
      folder.replace(pathOf(jobId, "json"), Redacted.value(request)),
    put: (jobId: JobId, { fileType, bytes }: StoredDocument) => folder.replace(pathOf(jobId, fileType), bytes),
    erase: Effect.fn("FileDocumentVault.erase")(function* (jobId: JobId) {
      for (const type of [...FileType.literals, "json"] as const) yield* folder.remove(pathOf(jobId, type))
    }),
    jobsOf: Effect.fn("FileDocumentVault.jobsOf")(jobsIn(folder, ["incoming"])),
    jobsAfter: Effect.fn("FileDocumentVault.jobsAfter")(jobsAfterIn(folder, ["incoming"]))
  }
}
