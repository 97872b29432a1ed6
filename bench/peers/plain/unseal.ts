import { createDecipheriv, type KeyObject } from "node:crypto"

/** Opens base64 of version byte, nonce, AES-256-GCM ciphertext and tag; throws for what was altered or moved. */
export const unseal = (key: KeyObject, sealed: string, boundTo: string): string => {
  const bytes = Buffer.from(sealed, "base64")
  if (bytes[0] !== 1) throw new Error("Unknown version of a sealed attribute")
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 13), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(boundTo))
  decipher.setAuthTag(bytes.subarray(-16))
  return decipher.update(bytes.subarray(13, -16), undefined, "utf8") + decipher.final("utf8")
}
