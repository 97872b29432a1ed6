import { it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Layer, Redacted } from "effect"
import { IdentityVerifier } from "../../src/identity/IdentityVerifier.ts"
import * as MemoryIdentityVerifier from "../../src/identity/MemoryIdentityVerifier.ts"
import { KnownIdTokens } from "../../src/identity/MemoryIdentityVerifier.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as IdentityVerifierLaws from "../../testing/IdentityVerifierLaws.ts"
import { IdTokenIssuer } from "../../testing/IdentityVerifierLaws.ts"

const issuer = Layer.effect(
  IdTokenIssuer,
  Effect.map(KnownIdTokens, ({ register }) => ({
    issue: Effect.fnUntraced(function* (verified, nonce) {
      const claim = {
        provider: verified.identity.provider,
        idToken: Redacted.make(yield* Fixtures.uuid),
        ...(nonce === undefined ? {} : { nonce: Redacted.make(nonce) })
      }
      yield* register(claim, Effect.succeed(verified))
      return { provider: claim.provider, idToken: claim.idToken }
    })
  }))
)

IdentityVerifierLaws.suite("memory", issuer.pipe(Layer.provideMerge(MemoryIdentityVerifier.layer)))

it.effect("fails as the test told it to", () =>
  Effect.gen(function* () {
    const verifier = yield* IdentityVerifier
    const known = yield* KnownIdTokens
    const claim = { provider: "apple", idToken: Redacted.make("outage") } as const
    const outage = new Unavailable({ resource: "identity_provider", operation: "test", retryable: true, cause: "none" })
    yield* known.register(claim, Effect.fail(outage))
    assertEquals(yield* Effect.flip(verifier.verify(claim)), outage)
  }).pipe(Effect.provide(MemoryIdentityVerifier.layer))
)
