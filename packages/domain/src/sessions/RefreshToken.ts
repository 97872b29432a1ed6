import { Redacted, Schema } from "effect"
import { uuidPattern } from "../shared/Uuid.ts"
import { UserId } from "../users/UserId.ts"
import type { Caller } from "./Caller.ts"
import { SessionId } from "./SessionId.ts"

const pattern = new RegExp(`^(${uuidPattern})\\.(${uuidPattern})\\.[A-Za-z0-9_-]{43}$`)

/** `{userId}.{sessionId}.{256 random bits in base64url}`: the ids say which session to read, the rest is the secret. Opaque to the app. */
export const RefreshToken = Schema.String.check(Schema.isPattern(pattern, { expected: "a refresh token" })).pipe(
  Schema.brand("RefreshToken")
)
export type RefreshToken = typeof RefreshToken.Type

/** Whose session a token claims to be of; its hash decides whether it is. */
export const claimedBy = (token: Redacted.Redacted<RefreshToken>): Caller => {
  const [, userId, sessionId] = pattern.exec(Redacted.value(token)) ?? []
  return { userId: UserId.make(userId ?? ""), sessionId: SessionId.make(sessionId ?? "") }
}

/** SHA-256 of a refresh token, base64url: all that is stored of it. */
export const RefreshTokenHash = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{43}$/)).pipe(
  Schema.brand("RefreshTokenHash")
)
export type RefreshTokenHash = typeof RefreshTokenHash.Type

/** A token pair under a key that only the parent refresh token yields. */
export const SealedPair = Schema.String.check(Schema.isNonEmpty()).pipe(Schema.brand("SealedPair"))
export type SealedPair = typeof SealedPair.Type
