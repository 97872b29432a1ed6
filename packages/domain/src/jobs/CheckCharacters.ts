const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** CRC-32 (ISO 3309) of an ASCII text: finds every changed character, and is no secret. */
const crc32 = (text: string): number => {
  let crc = 0xffffffff
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** Six url-safe characters computed from `text`. */
export const checkCharacters = (text: string): string => {
  const crc = crc32(text)
  return [30, 24, 18, 12, 6, 0].map((shift) => alphabet.charAt(Math.floor(crc / 2 ** shift) % 64)).join("")
}
