import { createSecretKey, type KeyObject } from "node:crypto"
import { DecryptCommand } from "@aws-sdk/client-kms"
import { kms } from "./clients.ts"
import { required } from "./environment.ts"

interface Entry {
  readonly key: Promise<KeyObject>
  readonly goodUntil: number
  uses: number
}

const KeyId = required("MASTER_KEY")
const limits = { millis: 5 * 60 * 1000, uses: 1000, entries: 500 }
const entries = new Map<string, Entry>()

const fetchKey = async (userId: string, wrapped: string): Promise<KeyObject> => {
  const { Plaintext } = await kms.send(
    new DecryptCommand({ KeyId, CiphertextBlob: Buffer.from(wrapped, "base64"), EncryptionContext: { userId } })
  )
  if (Plaintext?.length !== 32) throw new Error("KMS answered without a 256-bit key")
  return createSecretKey(Plaintext)
}

const fresh = (id: string, userId: string, wrapped: string): Entry => {
  const key = fetchKey(userId, wrapped)
  const entry = { key, goodUntil: Date.now() + limits.millis, uses: 0 }
  key.catch(() => entries.delete(id))
  entries.delete(id)
  entries.set(id, entry)
  const oldest = entries.keys().next()
  if (entries.size > limits.entries && !oldest.done) entries.delete(oldest.value)
  return entry
}

/** The user's data key; kept for a bounded time, number of uses and number of users. */
export const unwrapped = (userId: string, wrapped: string): Promise<KeyObject> => {
  const id = `${userId}/${wrapped}`
  const held = entries.get(id)
  const good = held !== undefined && Date.now() < held.goodUntil && held.uses < limits.uses
  const entry = good ? held : fresh(id, userId, wrapped)
  entry.uses += 1
  return entry.key
}
