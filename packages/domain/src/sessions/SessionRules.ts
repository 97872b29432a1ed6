import { DateTime, Option } from "effect"
import type { Origin } from "../shared/Origin.ts"
import type { RefreshTokenHash, SealedPair } from "./RefreshToken.ts"
import type { Rotation, Session, SpentToken } from "./Session.ts"
import type { SessionId } from "./SessionId.ts"

/** This long after it was spent, a token may come from an honest app: its answer was lost or is under way. Later it counts as stolen. */
export const replayWindow = { seconds: 30 } as const

/** So many spent tokens are remembered within the window; an app that outruns them is treated as a thief. */
export const maxEarlier = 32

export const lifetime = { days: 30 } as const

export const begin = (
  id: SessionId,
  refreshTokenHash: RefreshTokenHash,
  origin: Origin,
  now: DateTime.Utc
): Session => ({
  id,
  refreshTokenHash,
  rotation: Option.none(),
  status: "active",
  createdAt: now,
  expiresAt: DateTime.add(now, lifetime),
  lastActivityAt: now,
  origin,
  loginMethod: "oauth"
})

export const revoke = (session: Session): Session => ({ ...session, status: "revoked", rotation: Option.none() })

export const isLive = (session: Session, now: DateTime.Utc): boolean =>
  session.status === "active" && DateTime.isLessThan(now, session.expiresAt)

/** What a presented refresh token leads to. */
export type Presented =
  | { readonly _tag: "Current" }
  | { readonly _tag: "Parent"; readonly successor: SealedPair }
  | { readonly _tag: "Raced" }
  | { readonly _tag: "Spent" }
  | { readonly _tag: "Expired" }
  | { readonly _tag: "Revoked" }

const isRecent = (at: DateTime.Utc, now: DateTime.Utc): boolean =>
  DateTime.isLessThanOrEqualTo(now, DateTime.add(at, replayWindow))

const judgeSpent = (
  { parentHash, successor, at, earlier }: Rotation,
  presented: RefreshTokenHash,
  now: DateTime.Utc
): Presented => {
  if (presented === parentHash && isRecent(at, now)) return { _tag: "Parent", successor }
  const known = earlier.find(({ hash }) => hash === presented)
  return known !== undefined && isRecent(known.at, now) ? { _tag: "Raced" } : { _tag: "Spent" }
}

/**
 * Judges a presented token by its hash. The parent of a live session's token is given the same pair for a while, and an
 * older token that was spent just as recently lost a race; whoever shows anything else holds a copy. A token of an earlier
 * session says nothing about the present one.
 */
export const judge = (session: Session, of: SessionId, presented: RefreshTokenHash, now: DateTime.Utc): Presented => {
  if (session.id !== of || session.status === "revoked") return { _tag: "Revoked" }
  if (!DateTime.isLessThan(now, session.expiresAt)) return { _tag: "Expired" }
  if (presented === session.refreshTokenHash) return { _tag: "Current" }
  return Option.match(session.rotation, {
    onNone: () => ({ _tag: "Spent" }),
    onSome: (rotation) => judgeSpent(rotation, presented, now)
  })
}

const spentBefore = (rotation: Option.Option<Rotation>, now: DateTime.Utc): ReadonlyArray<SpentToken> =>
  Option.match(rotation, {
    onNone: () => [],
    onSome: ({ parentHash, at, earlier }) =>
      [{ hash: parentHash, at }, ...earlier].filter((spent) => isRecent(spent.at, now)).slice(0, maxEarlier)
  })

/** The session after its current token was exchanged for the next. */
export const rotate = (
  session: Session,
  next: RefreshTokenHash,
  successor: SealedPair,
  now: DateTime.Utc
): Session => ({
  ...session,
  refreshTokenHash: next,
  rotation: Option.some({
    parentHash: session.refreshTokenHash,
    successor,
    at: now,
    earlier: spentBefore(session.rotation, now)
  }),
  lastActivityAt: now
})
