import { Context, type Effect, type Redacted } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { EmailAddress, EmailKey } from "./EmailAddress.ts"

/** Port: the key under which an address is guarded against a second account. Deterministic, and useless without the secret. */
export class EmailIndex extends Context.Service<
  EmailIndex,
  {
    keyOf(email: Redacted.Redacted<EmailAddress>): Effect.Effect<EmailKey, Unavailable>
  }
>()("@serenya/domain/users/EmailIndex") {}
