import { readFile, stat } from "node:fs/promises"
import { basename, extname } from "node:path"
import { FileType } from "@serenya/domain/analysis/FileType"
import { maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import { Effect, Option, Schema } from "effect"
import { trouble } from "../cli/Trouble.ts"

export interface DocumentFile {
  readonly name: string
  readonly fileType: FileType
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly checksumSha256: string
}

const decodeFileType = Schema.decodeUnknownOption(FileType)

const sha256 = (bytes: Uint8Array<ArrayBuffer>) =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", bytes)),
    (digest) => Buffer.from(digest).toString("base64")
  )

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`

/** A file that may be uploaded; what is wrong with any other is said before anything is started. */
export const open = Effect.fnUntraced(function* (path: string) {
  const name = basename(path)
  const fileType = decodeFileType(extname(path).slice(1).toLowerCase())
  const size = yield* Effect.tryPromise({
    try: async () => {
      const found = await stat(path)
      return found.isFile() ? found.size : undefined
    },
    catch: (cause) => trouble(`There is no file ${path}.`, cause)
  })
  if (size === undefined) return yield* trouble(`${path} is a folder. Name one file.`)
  if (Option.isNone(fileType))
    return yield* trouble(`${name} is of a type that is not read here. Send a ${FileType.literals.join(", ")} file.`)
  if (size === 0) return yield* trouble(`${name} is empty.`)
  if (size > maxDocumentBytes)
    return yield* trouble(`${name} is too large: ${megabytes(size)}, and ${megabytes(maxDocumentBytes)} is the most.`)
  const bytes = yield* Effect.tryPromise({
    try: async () => new Uint8Array(await readFile(path)),
    catch: (cause) => trouble(`${path} cannot be read.`, cause)
  })
  return { name, fileType: fileType.value, bytes, checksumSha256: yield* sha256(bytes) } satisfies DocumentFile
})
