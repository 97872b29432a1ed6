import { crc32 } from "node:zlib"
import type { DocumentFault } from "@serenya/domain/analysis/AnalysisErrors"

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Bit depths that each PNG colour type may have (PNG specification, 11.2.2). */
const bitDepths: Readonly<Record<number, ReadonlyArray<number>>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16]
}

export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, index) => bytes[index] === byte)

/** Walks the chunks from the header to IEND without decoding a pixel: the fault that a decoder would meet, or none. */
export const pngFault = (bytes: Uint8Array, maxPixels: number): DocumentFault | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const nameAt = (at: number) => String.fromCharCode(...bytes.subarray(at + 4, at + 8))
  if (bytes.length < 33) return "truncated"
  if (nameAt(8) !== "IHDR") return "unreadable"
  const pixels = view.getUint32(16) * view.getUint32(20)
  if (pixels > maxPixels) return "too_many_pixels"
  if (pixels === 0 || bitDepths[bytes[25] ?? -1]?.includes(bytes[24] ?? -1) !== true) return "unreadable"
  let hasData = false
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = nameAt(at)
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return "truncated"
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return "unreadable"
    if (name === "IDAT") hasData = true
    if (name === "IEND") return hasData ? undefined : "unreadable"
    at = end
  }
  return "truncated"
}
