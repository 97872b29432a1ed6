import { Schema } from "effect"
import { Origin } from "../shared/Origin.ts"
import { RefreshTokenHash, SealedPair } from "./RefreshToken.ts"
import { SessionId } from "./SessionId.ts"

/** A token that was exchanged for the next, and when. */
export const SpentToken = Schema.Struct({ hash: RefreshTokenHash, at: Schema.DateTimeUtc })
export type SpentToken = typeof SpentToken.Type

/**
 * The last rotation: the parent's hash, and the pair it was given, readable only with the parent token itself. `earlier`
 * are the tokens that were spent shortly before the parent, newest first: requests with them may still be under way.
 */
export const Rotation = Schema.Struct({
  parentHash: RefreshTokenHash,
  successor: SealedPair,
  at: Schema.DateTimeUtc,
  earlier: Schema.Array(SpentToken)
})
export type Rotation = typeof Rotation.Type

/** One signed-in device. It ends 30 days after it began, however often its tokens rotate. */
export const Session = Schema.Struct({
  id: SessionId,
  refreshTokenHash: RefreshTokenHash,
  rotation: Schema.Option(Rotation),
  status: Schema.Literals(["active", "revoked"]),
  createdAt: Schema.DateTimeUtc,
  expiresAt: Schema.DateTimeUtc,
  lastActivityAt: Schema.DateTimeUtc,
  origin: Origin,
  loginMethod: Schema.Literals(["oauth"])
})
export type Session = typeof Session.Type
