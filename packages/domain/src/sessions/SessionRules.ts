import { DateTime, Option } from "effect"
import type { Origin } from "../shared/Origin.ts"
import type { RefreshTokenHash, SealedPair } from "./RefreshToken.ts"
import type { Session } from "./Session.ts"
import type { SessionId } from "./SessionId.ts"

/** A lost response may be asked for again this long; after it, the parent token counts as stolen. */
export const replayWindow = { seconds: 30 } as const

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
  | { readonly _tag: "Spent" }
  | { readonly _tag: "Expired" }
  | { readonly _tag: "Revoked" }

/**
 * Judges a presented token by its hash. A live session that is shown anything but its token or its recent parent was
 * copied. A token of an earlier session says nothing about the present one.
 */
export const judge = (session: Session, of: SessionId, presented: RefreshTokenHash, now: DateTime.Utc): Presented => {
  if (session.id !== of || session.status === "revoked") return { _tag: "Revoked" }
  if (!DateTime.isLessThan(now, session.expiresAt)) return { _tag: "Expired" }
  if (presented === session.refreshTokenHash) return { _tag: "Current" }
  return Option.match(session.rotation, {
    onNone: () => ({ _tag: "Spent" }),
    onSome: ({ parentHash, successor, at }) =>
      presented === parentHash && DateTime.isLessThanOrEqualTo(now, DateTime.add(at, replayWindow))
        ? { _tag: "Parent", successor }
        : { _tag: "Spent" }
  })
}

/** The session after its current token was exchanged for the next. */
export const rotate = (
  session: Session,
  next: RefreshTokenHash,
  successor: SealedPair,
  now: DateTime.Utc
): Session => ({
  ...session,
  refreshTokenHash: next,
  rotation: Option.some({ parentHash: session.refreshTokenHash, successor, at: now }),
  lastActivityAt: now
})
