import type { UserId } from "../users/UserId.ts"
import type { SessionId } from "./SessionId.ts"

/** Who is calling, and in which session: what an access token says. */
export interface Caller {
  readonly userId: UserId
  readonly sessionId: SessionId
}
