import { DateTime, Schema } from "effect"
import { AuditKey, dayIn, dayOf } from "./AuditKey.ts"
import type { Covered } from "./Checkpoint.ts"
import { lateness, retention } from "./CheckpointRules.ts"
import type { Digest } from "./Digests.ts"
import type { Finding } from "./Finding.ts"

const isKey = Schema.is(AuditKey)

/** Gone with the years, as it should be. */
const isExpired = (key: AuditKey, now: DateTime.Utc): boolean => dayIn(key) < dayOf(DateTime.subtract(now, retention))

/** Young enough for a checkpoint to come. A name that is no key of ours never is. */
export const isPending = (name: string, now: DateTime.Utc): boolean =>
  isKey(name) && dayIn(name) >= dayOf(DateTime.subtract(now, lateness))

/** What is wrong with the events: `found` is the digest of each that stands, by its name. */
export const coverageFindings = (
  covered: ReadonlyArray<Covered>,
  found: ReadonlyMap<string, Digest>,
  now: DateTime.Utc
): ReadonlyArray<Finding> => {
  const vouched = new Map<string, Digest>()
  const findings: Array<Finding> = []
  for (const { digest, key } of covered) {
    if (vouched.has(key)) findings.push({ kind: "event_covered_twice", what: key })
    vouched.set(key, digest)
  }
  for (const [key, digest] of vouched) {
    const standing = found.get(key)
    if (standing === undefined && !(isKey(key) && isExpired(key, now)))
      findings.push({ kind: "event_missing", what: key })
    if (standing !== undefined && standing !== digest) findings.push({ kind: "event_edited", what: key })
  }
  for (const name of found.keys()) {
    if (!vouched.has(name) && !isPending(name, now)) findings.push({ kind: "event_inserted", what: name })
  }
  return findings
}
