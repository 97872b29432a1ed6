import type { JobId } from "../jobs/JobId.ts"

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/** The 128 random bits of a job id: 22 characters of base64url before the 6 that check it. */
const randomOf = (jobId: JobId): bigint => {
  let bits = 0n
  for (const letter of jobId.slice(-28, -6)) bits = bits * 64n + BigInt(alphabet.indexOf(letter))
  return bits >> 4n
}

/**
 * A UUID of version 8 (RFC 9562, 5.8) for each resource of a job: the job's own random bits with the number of the
 * resource in the last 16, so that the same result has the same references every time it is asked for.
 */
export const uuidOf = (jobId: JobId, index: number): string => {
  const bits = (randomOf(jobId) & ~0xffffn) | BigInt(index & 0xffff)
  const versioned = (bits & ~(0xfn << 76n) & ~(0x3n << 62n)) | (0x8n << 76n) | (0x2n << 62n)
  const hex = versioned.toString(16).padStart(32, "0")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}
