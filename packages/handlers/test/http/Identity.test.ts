import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import { Subject } from "@serenya/domain/identity/Identity"
import { InvalidIdentityToken } from "@serenya/domain/identity/IdentityErrors"
import { KnownIdTokens } from "@serenya/domain/identity/MemoryIdentityVerifier"
import { KnownNotifications } from "@serenya/domain/identity/MemoryProviderEventVerifier"
import { ProviderEvent } from "@serenya/domain/identity/ProviderEvent"
import { VerifiedIdentity } from "@serenya/domain/identity/VerifiedIdentity"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Context, DateTime, Effect, Option, Redacted, Schema } from "effect"
import * as People from "./People.ts"
import * as Service from "./Service.ts"

type Made = Effect.Success<typeof Service.make>

const Problem = Schema.Struct({ type: Schema.String, code: Schema.String, retryable: Schema.Boolean })
const Tokens = Schema.Struct({ refresh_token: Schema.String })

const problemOf = (answer: Service.Answer) => Schema.decodeUnknownSync(Problem)(answer.json)

const refresh = (service: Made, refreshToken: string) =>
  service.call({ method: "POST", path: "/api/v1/auth/refresh", body: { refresh_token: refreshToken } })

const refreshed = (service: Made, refreshToken: string) =>
  Effect.map(refresh(service, refreshToken), ({ json }) => Schema.decodeUnknownSync(Tokens)(json).refresh_token)

/** A notification that Apple signed, or none of Apple's where nothing is registered under its name. */
const notify = (service: Made, payload: string) =>
  service.call({ method: "POST", path: "/api/v1/auth/apple/events", body: { payload } })

const happened = (service: Made, payload: string, event: Option.Option<ProviderEvent>) =>
  Context.get(service.world, KnownNotifications).register(Redacted.make(payload), Effect.succeed(event))

describe("refreshing over HTTP", () => {
  it.live("tells a lost race from a session that is over, by type and by code", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller, refreshToken: first } = yield* People.signedIn(service, "rae")
      const second = yield* refreshed(service, first)
      const third = yield* refreshed(service, second)
      const raced = yield* refresh(service, first)
      deepStrictEqual(
        [raced.status, problemOf(raced)],
        [401, { type: "https://serenya.health/problems/refresh-raced", code: "REFRESH_RACED", retryable: false }]
      )
      assertTrue(raced.text.includes("use the newest token you hold"))
      const forged = yield* refresh(service, `${third.slice(0, -43)}${"x".repeat(43)}`)
      deepStrictEqual([forged.status, problemOf(forged).code], [401, "REFRESH_TOKEN_REUSED"])
      const over = yield* refresh(service, third)
      deepStrictEqual([over.status, problemOf(over).code], [401, "SESSION_REVOKED"])
      const profile = yield* service.call({ method: "GET", path: "/api/v1/user/profile", caller })
      deepStrictEqual([profile.status, problemOf(profile).code], [401, "SESSION_REVOKED"])
    })
  )
})

describe("signing in over HTTP", () => {
  it.live("answers 401 with the reason to a key nobody knows, and 503 while the provider cannot be asked", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const known = Context.get(service.world, KnownIdTokens)
      const claimOf = (token: string) => ({ provider: "google" as const, idToken: Redacted.make(token) })
      const cause = new Error("down")
      const outage = { resource: "identity_provider" as const, operation: "JwksSource.fetch", retryable: true, cause }
      yield* known.register(claimOf("odd"), Effect.fail(new InvalidIdentityToken({ reason: "unknown_key" })))
      yield* known.register(claimOf("down"), Effect.fail(new Unavailable(outage)))
      const signIn = (id_token: string) =>
        service.call({
          method: "POST",
          path: "/api/v1/auth/oauth-signin",
          body: { provider: "google", id_token, device: People.device }
        })
      const refused = yield* signIn("odd")
      deepStrictEqual([refused.status, problemOf(refused).code], [401, "INVALID_IDENTITY_TOKEN"])
      assertTrue(refused.text.includes('"reason":"unknown_key"'))
      const down = yield* signIn("down")
      deepStrictEqual([down.status, problemOf(down).retryable], [503, true])
      assertTrue(down.headers["retry-after"] !== undefined)
    })
  )

  it.live("calls a newcomer from Apple by the name that the app sends", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { email } = Fixtures.personOf("mei@example.test")
      yield* Context.get(service.world, KnownIdTokens).register(
        { provider: "apple", idToken: Redacted.make("mei") },
        Effect.succeed(
          new VerifiedIdentity({ identity: { provider: "apple", subject: Subject.make("mei") }, person: { email } })
        )
      )
      const body = { ...People.onboarding("mei"), provider: "apple", given_name: "Mei", family_name: "Tanaka" }
      const answer = yield* service.call({ method: "POST", path: "/api/v1/auth/oauth-onboarding", body })
      assertEquals(answer.status, 201)
      const Named = Schema.Struct({ name: Schema.String, given_name: Schema.String, family_name: Schema.String })
      assertEquals(Schema.decodeUnknownSync(Schema.Struct({ user: Named }))(answer.json).user, {
        name: "Mei Tanaka",
        given_name: "Mei",
        family_name: "Tanaka"
      })
    })
  )
})

describe("Apple's notifications over HTTP", () => {
  it.live("end the session of who revoked their consent, also when they come twice", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { refreshToken } = yield* People.signedIn(service, "ana")
      const identity = { provider: "google", subject: Subject.make("subject-of-ana") } as const
      const at = DateTime.add(yield* DateTime.now, { seconds: 1 })
      yield* happened(service, "signed", Option.some(ProviderEvent.cases.ConsentRevoked.make({ identity, at })))
      for (const answer of [yield* notify(service, "signed"), yield* notify(service, "signed")])
        deepStrictEqual([answer.status, answer.text], [200, ""])
      const over = yield* refresh(service, refreshToken)
      deepStrictEqual([over.status, problemOf(over).code], [401, "SESSION_REVOKED"])
    })
  )

  it.live("are taken without complaint of a stranger and of a new kind, and refused with the reason when forged", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const identity = yield* Fixtures.identityOf("apple")
      const at = yield* DateTime.now
      yield* happened(service, "stranger", Option.some(ProviderEvent.cases.AccountDeleted.make({ identity, at })))
      yield* happened(service, "new kind", Option.none())
      for (const payload of ["stranger", "new kind"]) assertEquals((yield* notify(service, payload)).status, 200)
      const forged = yield* notify(service, "forged")
      deepStrictEqual([forged.status, problemOf(forged).code], [401, "INVALID_PROVIDER_EVENT"])
      assertTrue(forged.text.includes('"reason":"malformed"'))
      const huge = yield* notify(service, "x".repeat(1024 * 1024))
      deepStrictEqual([huge.status, problemOf(huge).code], [400, "MALFORMED_REQUEST"])
    })
  )
})
