import { Rotation, Session, SpentToken } from "@serenya/domain/sessions/Session"
import { Option, Schema } from "effect"
import { EpochMillis, fromMoment, toMoment } from "../dynamo/EpochMillis.ts"
import { StoredOrigin, storedIp, storedUserAgent, toOrigin } from "./StoredOrigin.ts"

const { id, refreshTokenHash, status, loginMethod } = Session.fields
const { parentHash, successor } = Rotation.fields

/** Tokens spent just before the parent; absent where there are none, which is nearly always. */
const EarlierTokens = Schema.Array(Schema.Struct({ refresh_token_hash: SpentToken.fields.hash, spent_at: EpochMillis }))

/** The `current_session` attribute; `rotation` is absent until the first refresh. No token is ever stored, only hashes. */
export const SessionAttributes = Schema.Struct({
  session_id: id,
  refresh_token_hash: refreshTokenHash,
  rotation: Schema.optionalKey(
    Schema.Struct({
      previous_refresh_token_hash: parentHash,
      successor,
      rotated_at: EpochMillis,
      earlier: Schema.optionalKey(EarlierTokens)
    })
  ),
  session_status: status,
  created_at: EpochMillis,
  expires_at: EpochMillis,
  last_activity_at: EpochMillis,
  source_ip: StoredOrigin,
  user_agent: StoredOrigin,
  login_method: loginMethod
})
type SessionAttributes = typeof SessionAttributes.Type

export const toSession = (stored: SessionAttributes): Session => ({
  id: stored.session_id,
  refreshTokenHash: stored.refresh_token_hash,
  rotation: Option.map(Option.fromUndefinedOr(stored.rotation), (rotation) => ({
    parentHash: rotation.previous_refresh_token_hash,
    successor: rotation.successor,
    at: toMoment(rotation.rotated_at),
    earlier: (rotation.earlier ?? []).map(({ refresh_token_hash, spent_at }) => ({
      hash: refresh_token_hash,
      at: toMoment(spent_at)
    }))
  })),
  status: stored.session_status,
  createdAt: toMoment(stored.created_at),
  expiresAt: toMoment(stored.expires_at),
  lastActivityAt: toMoment(stored.last_activity_at),
  origin: toOrigin(stored.source_ip, stored.user_agent),
  loginMethod: stored.login_method
})

export const fromSession = (session: Session): SessionAttributes => ({
  session_id: session.id,
  refresh_token_hash: session.refreshTokenHash,
  ...Option.match(session.rotation, {
    onNone: () => ({}),
    onSome: ({ parentHash, successor, at, earlier }) => ({
      rotation: {
        previous_refresh_token_hash: parentHash,
        successor,
        rotated_at: fromMoment(at),
        ...(earlier.length > 0 && {
          earlier: earlier.map((spent) => ({ refresh_token_hash: spent.hash, spent_at: fromMoment(spent.at) }))
        })
      }
    })
  }),
  session_status: session.status,
  created_at: fromMoment(session.createdAt),
  expires_at: fromMoment(session.expiresAt),
  last_activity_at: fromMoment(session.lastActivityAt),
  source_ip: storedIp(session.origin),
  user_agent: storedUserAgent(session.origin),
  login_method: session.loginMethod
})
