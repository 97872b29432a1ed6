import { Schema } from "effect"

/** The documents we read. `jpeg` is another name for `jpg`; it stays what the person said. */
export const FileType = Schema.Literals(["pdf", "jpg", "jpeg", "png"])
export type FileType = typeof FileType.Type

/** The content type an upload of this file type must carry. */
export const mediaType = (type: FileType): "application/pdf" | "image/jpeg" | "image/png" =>
  type === "pdf" ? "application/pdf" : type === "png" ? "image/png" : "image/jpeg"
