import { Context, type Effect, type Redacted } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Provider } from "./Identity.ts"
import type { InvalidIdentityToken } from "./IdentityErrors.ts"
import type { VerifiedIdentity } from "./VerifiedIdentity.ts"

/** An id_token as the app received it; `nonce` is the raw nonce (Apple's token carries its SHA-256). */
export interface IdentityClaim {
  readonly provider: Provider
  readonly idToken: Redacted.Redacted
  readonly nonce?: Redacted.Redacted
}

/** Port: turns a provider's id_token into evidence (OpenID Connect Core 3.1.3.7). An unreachable provider is unavailable, not a refusal. */
export class IdentityVerifier extends Context.Service<
  IdentityVerifier,
  {
    verify(claim: IdentityClaim): Effect.Effect<VerifiedIdentity, InvalidIdentityToken | Unavailable>
  }
>()("@serenya/domain/identity/IdentityVerifier") {}
