import { DateTime, Option } from "effect"
import type { Anchor } from "./Checkpoint.ts"
import { headAfter, interval, nothing, retention, type Stated } from "./CheckpointRules.ts"
import type { Digest, Sha256 } from "./Digests.ts"
import type { Finding } from "./Finding.ts"

/** What stands under a number. `stated` is none where nobody can read it. */
export interface Link {
  readonly number: number
  readonly isSigned: boolean
  readonly stated: Option.Option<Stated>
}

const finding = (kind: Finding["kind"], number: number): Finding => ({ kind, what: String(number) })

/** Old enough that what was before it has gone with the years. */
const isFirstLeft = ({ stated }: Link, now: DateTime.Utc): boolean =>
  Option.exists(stated, ({ checkpoint }) =>
    DateTime.isLessThan(checkpoint.at, DateTime.add(DateTime.subtract(now, retention), { days: 3 }))
  )

const gaps = (links: ReadonlyArray<Link>, now: DateTime.Utc): ReadonlyArray<Finding> => {
  const [first] = links
  if (first === undefined) return []
  const from = isFirstLeft(first, now) ? first.number : 1
  const present = new Set(links.map(({ number }) => number))
  const last = Math.max(...present)
  return Array.from({ length: last - from + 1 }, (_, i) => from + i)
    .filter((number) => !present.has(number))
    .map((number) => finding("checkpoint_missing", number))
}

/** What a checkpoint says of itself: true of its events, where the chain stood at `head` with `total` before them. */
const isConsistent = (sha256: Sha256, { checkpoint }: Stated, head: Digest, total: number): boolean => {
  const { count, entries } = checkpoint
  const isOrdered = entries.every(({ key }, i) => i === 0 || (entries[i - 1]?.key ?? "") < key)
  return (
    isOrdered &&
    count === entries.length &&
    checkpoint.total === total + count &&
    checkpoint.head === headAfter(sha256, head, entries)
  )
}

/** One checkpoint by itself, and after the one before it where that can be read. */
const judge = (sha256: Sha256, link: Link, before: Option.Option<Stated>): ReadonlyArray<Finding> => {
  if (Option.isNone(link.stated)) return [finding("checkpoint_unreadable", link.number)]
  const { checkpoint } = link.stated.value
  if (!link.isSigned) return [finding("checkpoint_forged", link.number)]
  if (checkpoint.number !== link.number) return [finding("checkpoint_misplaced", link.number)]
  if (Option.isNone(before) && checkpoint.number > 1) return []
  const [previous, head, total] = Option.match(before, {
    onNone: () => [nothing, nothing, 0] as const,
    onSome: (last) => [sha256(last.text), last.checkpoint.head, last.checkpoint.total] as const
  })
  if (checkpoint.previous !== previous) return [finding("checkpoint_unlinked", link.number)]
  return isConsistent(sha256, link.stated.value, head, total) ? [] : [finding("checkpoint_inconsistent", link.number)]
}

const staleness = (links: ReadonlyArray<Link>, now: DateTime.Utc): ReadonlyArray<Finding> => {
  const newest = links.at(-1)
  const at = Option.map(Option.fromUndefinedOr(newest).pipe(Option.flatMap(({ stated }) => stated)), (last) =>
    DateTime.add(last.checkpoint.at, { hours: 2 * interval.hours })
  )
  const isFresh = Option.exists(at, (until) => DateTime.isGreaterThanOrEqualTo(until, now))
  return isFresh ? [] : [finding("checkpoints_stale", newest?.number ?? 0)]
}

const anchorage = (sha256: Sha256, links: ReadonlyArray<Link>, anchor: Option.Option<Anchor>): ReadonlyArray<Finding> =>
  Option.toArray(anchor)
    .filter(
      ({ digest, number }) =>
        !links.some(
          (link) => link.number === number && Option.exists(link.stated, ({ text }) => sha256(text) === digest)
        )
    )
    .map(({ number }) => finding("anchor_missing", number))

/** What is wrong with the checkpoints, `links` being all that stand, in the order of their numbers. */
export const chainFindings = (
  sha256: Sha256,
  links: ReadonlyArray<Link>,
  anchor: Option.Option<Anchor>,
  now: DateTime.Utc
): ReadonlyArray<Finding> => [
  ...gaps(links, now),
  ...links.flatMap((link, i) => {
    const before = Option.fromUndefinedOr(links[i - 1]).pipe(
      Option.filter(({ number }) => number === link.number - 1),
      Option.flatMap(({ stated }) => stated)
    )
    return judge(sha256, link, before)
  }),
  ...staleness(links, now),
  ...anchorage(sha256, links, anchor)
]
