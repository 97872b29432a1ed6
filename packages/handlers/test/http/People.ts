import { type Provider, Subject } from "@serenya/domain/identity/Identity"
import { KnownIdTokens } from "@serenya/domain/identity/MemoryIdentityVerifier"
import { VerifiedIdentity } from "@serenya/domain/identity/VerifiedIdentity"
import type { Caller } from "@serenya/domain/sessions/Caller"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { UserId } from "@serenya/domain/users/UserId"
import { Context, Effect, Redacted, Schema } from "effect"
import type * as Service from "./Service.ts"

export const device = {
  device_id: "device-1",
  platform: "ios",
  model: "iPhone 14 Pro",
  name: "Jane's iPhone",
  app_version: "1.2.3",
  os_version: "17.1"
}

export const consents = {
  privacy_policy: true,
  terms_of_service: true,
  medical_disclaimer: true,
  healthcare_consultation: true,
  emergency_care_limitation: true,
  version: "1.0"
}

type Made = Effect.Success<typeof Service.make>

/** Makes the memory verifier know an account by this token. */
export const known = (service: Made, idToken: string, email: string, provider: Provider = "google") =>
  Context.get(service.world, KnownIdTokens).register(
    { provider, idToken: Redacted.make(idToken) },
    Effect.succeed(
      new VerifiedIdentity({
        identity: { provider, subject: Subject.make(`subject-of-${idToken}`) },
        person: Fixtures.personOf(email)
      })
    )
  )

export const onboarding = (idToken: string) => ({ provider: "google", id_token: idToken, device, consents })

const Onboarded = Schema.Struct({
  user: Schema.Struct({ id: UserId }),
  tokens: Schema.Struct({ refresh_token: Schema.String.pipe(Schema.brand("Shown")), access_token: Schema.String })
})

export interface SignedIn {
  readonly caller: Caller
  readonly refreshToken: string
}

/** A registered person with a session. */
export const signedIn = Effect.fn("People.signedIn")(function* (service: Made, idToken: string) {
  yield* known(service, idToken, `${idToken}@example.test`)
  const { json } = yield* service.call({
    method: "POST",
    path: "/api/v1/auth/oauth-onboarding",
    body: onboarding(idToken)
  })
  const { user, tokens } = yield* Schema.decodeUnknownEffect(Onboarded)(json)
  const caller: Caller = { userId: user.id, sessionId: SessionId.make(tokens.refresh_token.split(".")[1] ?? "") }
  return { caller, refreshToken: tokens.refresh_token }
})
