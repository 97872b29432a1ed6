const types = new Set(["pdf", "jpg", "jpeg", "png"])

const mebibytes = (bytes) => (bytes / 1024 / 1024).toFixed(1)

export const fileTypeOf = (file) => file.name.split(".").at(-1).toLowerCase()

/** Why this file need not be sent, in words for the person; undefined when it may be. */
export const objection = (file, maxBytes) => {
  if (!file.name.includes(".") || !types.has(fileTypeOf(file))) {
    return `“${file.name}” is not a PDF, JPG or PNG file. Choose the report in one of these forms.`
  }
  if (file.size === 0) return `“${file.name}” is empty. Choose the report again.`
  if (file.size > maxBytes) {
    return `“${file.name}” has ${mebibytes(file.size)} MiB; at most ${mebibytes(maxBytes)} MiB can be read. Send fewer pages or a smaller picture.`
  }
  return undefined
}

/** SHA-256 in base64, as the object store compares it. */
export const checksumOf = async (file) => {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer())
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
