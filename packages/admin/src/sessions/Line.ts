import type { Sight } from "@serenya/domain/operators/Sight"
import * as SessionRules from "@serenya/domain/sessions/SessionRules"
import type { User } from "@serenya/domain/users/User"
import { DateTime, Option } from "effect"

/** What of a session is somebody's, by the names under which a reveal is told. */
export const personal = ["session.origin", "device"]

const iso = DateTime.formatIso

/** The sessions of a person: there is one at most, the newest. */
export const sessionsOf = ({ device, session }: User, sight: Sight, now: DateTime.Utc) =>
  Option.match(session, {
    onNone: () => [],
    onSome: (one) => [
      {
        session_id: one.id,
        live: SessionRules.isLive(one, now),
        status: one.status,
        created_at: iso(one.createdAt),
        last_activity_at: iso(one.lastActivityAt),
        expires_at: iso(one.expiresAt),
        ip: sight.other(one.origin.ip),
        user_agent: sight.other(one.origin.userAgent),
        platform: Option.match(device, { onNone: () => null, onSome: ({ platform }) => platform }),
        device: Option.match(device, { onNone: () => null, onSome: ({ model }) => sight.other(model) })
      }
    ]
  })
