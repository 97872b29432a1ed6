import { Context, type Effect, type Option, type Redacted } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { InvalidProviderEvent } from "./IdentityErrors.ts"
import type { ProviderEvent } from "./ProviderEvent.ts"

/** Port: turns a provider's signed notification into the event it tells; none of a kind that we do not know. Its laws are `testing/ProviderEventVerifierLaws.ts`. */
export class ProviderEventVerifier extends Context.Service<
  ProviderEventVerifier,
  {
    verify(
      notification: Redacted.Redacted
    ): Effect.Effect<Option.Option<ProviderEvent>, InvalidProviderEvent | Unavailable>
  }
>()("@serenya/domain/identity/ProviderEventVerifier") {}
