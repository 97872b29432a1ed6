import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Context, Effect, type Layer, Redacted } from "effect"
import type { IdentityTokenFault } from "../src/identity/IdentityErrors.ts"
import { type IdentityClaim, IdentityVerifier } from "../src/identity/IdentityVerifier.ts"
import { VerifiedIdentity } from "../src/identity/VerifiedIdentity.ts"
import * as Fixtures from "./Fixtures.ts"

/** The provider's side, as a test plays it: a good id_token for this person, bound to `nonce` where there is one. */
export class IdTokenIssuer extends Context.Service<
  IdTokenIssuer,
  {
    issue(verified: VerifiedIdentity, nonce?: string): Effect.Effect<IdentityClaim>
  }
>()("@serenya/domain/testing/IdentityVerifierLaws/IdTokenIssuer") {}

const ada = (provider: "google" | "apple") =>
  Effect.gen(function* () {
    return new VerifiedIdentity({ identity: yield* Fixtures.identityOf(provider), person: yield* Fixtures.person })
  })

const refuses = Effect.fnUntraced(function* (claim: IdentityClaim, reason: IdentityTokenFault) {
  const verifier = yield* IdentityVerifier
  const error = yield* Effect.flip(verifier.verify(claim))
  assertEquals(error._tag === "InvalidIdentityToken" ? error.reason : error._tag, reason)
})

/** Every `IdentityVerifier` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<IdentityVerifier | IdTokenIssuer, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`IdentityVerifier laws: ${name}`, (it) => {
    for (const provider of ["google", "apple"] as const) {
      it.effect(`tells whom ${provider} vouches for, names and address included`, () =>
        Effect.gen(function* () {
          const verifier = yield* IdentityVerifier
          const issuer = yield* IdTokenIssuer
          const verified = yield* ada(provider)
          assertEquals(yield* verifier.verify(yield* issuer.issue(verified)), verified)
        })
      )

      it.effect(`accepts a person of whom ${provider} tells no name`, () =>
        Effect.gen(function* () {
          const verifier = yield* IdentityVerifier
          const issuer = yield* IdTokenIssuer
          const { identity, person } = yield* ada(provider)
          const nameless = new VerifiedIdentity({ identity, person: { email: person.email } })
          assertEquals(yield* verifier.verify(yield* issuer.issue(nameless)), nameless)
        })
      )

      it.effect(`accepts ${provider}'s token with its own nonce and with none, and refuses another`, () =>
        Effect.gen(function* () {
          const verifier = yield* IdentityVerifier
          const issuer = yield* IdTokenIssuer
          const verified = yield* ada(provider)
          const claim = yield* issuer.issue(verified, "n-0S6_WzA2Mj")
          assertEquals(yield* verifier.verify({ ...claim, nonce: Redacted.make("n-0S6_WzA2Mj") }), verified)
          assertEquals(yield* verifier.verify({ provider, idToken: claim.idToken }), verified)
          yield* refuses({ ...claim, nonce: Redacted.make("n-0S6_WzA2Mk") }, "wrong_nonce")
          const unbound = yield* issuer.issue(yield* ada(provider))
          yield* refuses({ ...unbound, nonce: Redacted.make("n-0S6_WzA2Mj") }, "wrong_nonce")
        })
      )
    }

    it.effect("refuses one provider's token when it is shown as another's", () =>
      Effect.gen(function* () {
        const issuer = yield* IdTokenIssuer
        const google = yield* issuer.issue(yield* ada("google"))
        yield* refuses({ ...google, provider: "apple" }, "unknown_key")
      })
    )

    it.effect("refuses what no provider issued", () =>
      Effect.gen(function* () {
        const issuer = yield* IdTokenIssuer
        const { idToken } = yield* issuer.issue(yield* ada("google"))
        yield* refuses({ provider: "google", idToken: Redacted.make(`${Redacted.value(idToken)}=`) }, "malformed")
        yield* refuses({ provider: "google", idToken: Redacted.make("") }, "malformed")
      })
    )
  })
