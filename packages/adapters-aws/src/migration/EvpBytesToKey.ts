import { createHash } from "node:crypto"

const keyLength = 32
const ivLength = 12

const md5 = (...parts: ReadonlyArray<Uint8Array>): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash("md5")).digest()

/**
 * The key and the IV that Node's `createCipher` (gone since Node 22) really used: OpenSSL's EVP_BytesToKey with MD5, no
 * salt and one round over what its caller took for the key. For reading what exists; nothing new is sealed this way.
 */
export const evpBytesToKey = (password: Uint8Array): { readonly key: Uint8Array; readonly iv: Uint8Array } => {
  let block = md5(password)
  let derived = block
  while (derived.length < keyLength + ivLength) {
    block = md5(block, password)
    derived = Buffer.concat([derived, block])
  }
  return { key: derived.subarray(0, keyLength), iv: derived.subarray(keyLength, keyLength + ivLength) }
}
