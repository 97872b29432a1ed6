import { Context, type Effect, type Redacted } from "effect"
import type { WrappedKey } from "../keys/DataKeys.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import type { IdempotencyKey } from "./IdempotencyKey.ts"
import type { RequestHash, ScopeId, SealedAnswer } from "./IdempotencyRecord.ts"

/** One caller's own room: whatever is digested or sealed in it means nothing in any other. */
export interface IdempotencyScope {
  readonly id: ScopeId
  hash(request: Redacted.Redacted): Effect.Effect<RequestHash>
  seal(key: IdempotencyKey, answer: Redacted.Redacted): Effect.Effect<SealedAnswer>
  /** What was sealed in another scope or for another key, or altered, is a defect. */
  open(key: IdempotencyKey, sealed: SealedAnswer): Effect.Effect<Redacted.Redacted>
}

/** Port: the cryptography of kept answers. Its laws are `testing/IdempotencyScopesLaws.ts`. */
export class IdempotencyScopes extends Context.Service<
  IdempotencyScopes,
  {
    /** Under the person's data key: what was kept for them is unreadable as soon as that key is destroyed. */
    ofUser(userId: UserId, dataKey: WrappedKey): Effect.Effect<IdempotencyScope, Unavailable>
    /** Under a key that only the credential yields: we cannot open it ourselves. */
    ofCredential(credential: Redacted.Redacted): Effect.Effect<IdempotencyScope>
  }
>()("@serenya/domain/idempotency/IdempotencyScopes") {}
