import { Context, Effect, Layer, Redacted } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { type IdentityTokenFault, InvalidIdentityToken } from "./IdentityErrors.ts"
import { type IdentityClaim, IdentityVerifier } from "./IdentityVerifier.ts"
import type { VerifiedIdentity } from "./VerifiedIdentity.ts"

type Outcome = Effect.Effect<VerifiedIdentity, InvalidIdentityToken | Unavailable>

/** What a test tells the memory verifier: this claim leads to that outcome, an identity, a refusal or an outage. */
export class KnownIdTokens extends Context.Service<
  KnownIdTokens,
  {
    register(claim: IdentityClaim, outcome: Outcome): Effect.Effect<void>
  }
>()("@serenya/domain/identity/MemoryIdentityVerifier/KnownIdTokens") {}

const refusal = (reason: IdentityTokenFault) => new InvalidIdentityToken({ reason })

/** Accepts the tokens registered with it and no other; it checks no cryptography. For tests only. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const known = new Map<string, { readonly claim: IdentityClaim; readonly outcome: Outcome }>()

    const register = (claim: IdentityClaim, outcome: Outcome) =>
      Effect.sync(() => void known.set(Redacted.value(claim.idToken), { claim, outcome }))

    const verify = Effect.fn("IdentityVerifier.verify")(function* ({ provider, idToken, nonce }: IdentityClaim) {
      const found = known.get(Redacted.value(idToken))
      if (found === undefined) return yield* refusal("malformed")
      if (found.claim.provider !== provider) return yield* refusal("unknown_key")
      const identity = yield* found.outcome
      const registered = found.claim.nonce
      const sameNonce =
        nonce === undefined || (registered !== undefined && Redacted.value(nonce) === Redacted.value(registered))
      return sameNonce ? identity : yield* refusal("wrong_nonce")
    })

    return Context.make(IdentityVerifier, IdentityVerifier.of({ verify })).pipe(
      Context.add(KnownIdTokens, KnownIdTokens.of({ register }))
    )
  })
)
