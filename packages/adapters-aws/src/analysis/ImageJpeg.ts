import type { DocumentFault } from "@serenya/domain/analysis/AnalysisErrors"

const startOfScan = 0xda
const endOfImage = 0xd9

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff

/** Frame headers: SOF0..SOF15 without the three other markers in that range (ITU T.81, table B.1). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Inside a scan `FF 00` is data and `FF D0..D7` are restarts; any other marker ends it. */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

/**
 * Walks the segments to the end of the image without decoding a pixel: the fault that a decoder would meet, or none.
 * What cameras append after the end is ignored; thumbnails inside segments are stepped over.
 */
export const jpegFault = (bytes: Uint8Array, maxPixels: number): DocumentFault | undefined => {
  const word = (at: number) => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
  let pixels = 0
  for (let at = 2; at + 1 < bytes.length;) {
    if (bytes[at] !== 0xff) return "unreadable"
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker === endOfImage) return pixels > 0 ? undefined : "unreadable"
    else {
      const length = word(at + 2)
      if (length < 2) return at + 3 < bytes.length ? "unreadable" : "truncated"
      if (isFrame(marker)) {
        pixels = word(at + 5) * word(at + 7)
        if (pixels > maxPixels) return "too_many_pixels"
      }
      at = marker === startOfScan ? endOfScan(bytes, at + 2 + length) : at + 2 + length
    }
  }
  return "truncated"
}
