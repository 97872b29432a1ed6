import { Effect, Schema } from "effect"
import { Person } from "../users/Person.ts"
import { Identity } from "./Identity.ts"

/**
 * Evidence that a provider vouches for this person now: signature, issuer, audience, times, nonce and a verified e-mail
 * were checked. Only an `IdentityVerifier` makes one.
 */
export class VerifiedIdentity extends Schema.Class<VerifiedIdentity>("VerifiedIdentity")({
  identity: Identity,
  person: Person,
  /** The person's own address, or one of the provider's relay that forwards to it. */
  address: Schema.Literals(["own", "relay"]).pipe(Schema.withConstructorDefault(Effect.succeed("own" as const)))
}) {}
