import { DateTime, Option } from "effect"
import { type AuditDay, type AuditKey, dayOf } from "./AuditKey.ts"
import type { Checkpoint, Covered } from "./Checkpoint.ts"
import { Digest, type Sha256 } from "./Digests.ts"

/** How often one is taken. */
export const interval = { hours: 1 } as const

/** The stream keeps a write for a day: what turns up later than this after its own day was not told by us. */
export const lateness = { days: 2 } as const

/** Events and checkpoints go after seven years. */
export const retention = { days: 7 * 365 } as const

/** What the first checkpoint follows, and the head of a chain without an event. */
export const nothing = Digest.make("0".repeat(64))

/** The hash chain, gone on with by these events in this order. */
export const headAfter = (sha256: Sha256, head: Digest, entries: ReadonlyArray<Covered>): Digest =>
  entries.reduce((before, { digest, key }) => sha256(`${before}\n${key}\n${digest}`), head)

/** A checkpoint with its own text. */
export interface Stated {
  readonly checkpoint: Checkpoint
  readonly text: string
}

/** The checkpoint after `last` that covers these events. */
export const next = (
  sha256: Sha256,
  last: Option.Option<Stated>,
  fresh: ReadonlyArray<Covered>,
  at: DateTime.Utc
): Checkpoint => {
  const entries = fresh.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const head = Option.match(last, { onNone: () => nothing, onSome: ({ checkpoint }) => checkpoint.head })
  return {
    format: 1,
    number: Option.match(last, { onNone: () => 1, onSome: ({ checkpoint }) => checkpoint.number + 1 }),
    at,
    previous: Option.match(last, { onNone: () => nothing, onSome: ({ text }) => sha256(text) }),
    count: entries.length,
    total: Option.match(last, { onNone: () => 0, onSome: ({ checkpoint }) => checkpoint.total }) + entries.length,
    head: headAfter(sha256, head, entries),
    entries
  }
}

/** The first day that may have events which no checkpoint up to the one of `at` covers. */
export const openSince = (at: DateTime.Utc): AuditDay => dayOf(DateTime.subtract(at, lateness))

/** Every day from one moment's to another's. */
export const daysBetween = (from: DateTime.Utc, to: DateTime.Utc): ReadonlyArray<AuditDay> => {
  const days: Array<AuditDay> = []
  const last = dayOf(to)
  for (let at = from; dayOf(at) <= last; at = DateTime.add(at, { days: 1 })) days.push(dayOf(at))
  return days
}

/** The keys that none of these checkpoints covers. */
export const uncovered = (
  keys: ReadonlyArray<AuditKey>,
  checkpoints: ReadonlyArray<Checkpoint>
): ReadonlyArray<AuditKey> => {
  const known = new Set(checkpoints.flatMap(({ entries }) => entries.map(({ key }) => key)))
  return keys.filter((key) => !known.has(key))
}
