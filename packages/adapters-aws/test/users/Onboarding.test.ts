import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { currentVersions } from "@serenya/domain/consents/ConsentTexts"
import { Accounts, type Onboarding } from "@serenya/domain/identity/Accounts"
import type { Provider } from "@serenya/domain/identity/Identity"
import { EmailAlreadyRegistered } from "@serenya/domain/identity/IdentityErrors"
import { KnownIdTokens } from "@serenya/domain/identity/MemoryIdentityVerifier"
import { VerifiedIdentity } from "@serenya/domain/identity/VerifiedIdentity"
import { SessionOpening } from "@serenya/domain/sessions/SessionOpening"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import { Effect, Layer, Redacted, Result } from "effect"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

const everyConsent = {
  privacy_policy: true,
  terms_of_service: true,
  medical_disclaimer: true,
  healthcare_consultation: true,
  emergency_care_limitation: true
}

/** A newcomer whose id_token the verifier knows. */
const newcomer = Effect.fnUntraced(function* (provider: Provider, email: string) {
  const claim = { provider, idToken: Redacted.make(yield* Fixtures.uuid) }
  const identity = yield* Fixtures.identityOf(provider)
  const verified = new VerifiedIdentity({ identity, person: Fixtures.personOf(email) })
  yield* (yield* KnownIdTokens).register(claim, Effect.succeed(verified))
  const onboarding: Onboarding = {
    claim,
    device: Fixtures.device,
    origin: Fixtures.origin,
    consents: everyConsent,
    consentVersion: currentVersions.privacy_policy
  }
  return onboarding
})

LocalDynamo.suites(() => {
  const world = Accounts.layer.pipe(
    Layer.provide(SessionOpening.layer),
    Layer.provide(DynamoUserStore.layer.pipe(Layer.provide(LocalDynamo.layer))),
    Layer.provideMerge(MemoryPorts.layer)
  )

  withLayer(world, { timeout: "60 seconds", excludeTestServices: true })("onboarding on DynamoDB", (it) => {
    it.effect("makes one user of 100 parallel onboardings of one identity, and signs that user in at once", () =>
      Effect.gen(function* () {
        const accounts = yield* Accounts
        const jane = yield* newcomer("google", "hundred@example.test")
        const answers = yield* Effect.all(
          Array.from({ length: 100 }, () => Effect.result(accounts.onboard(jane))),
          { concurrency: "unbounded" }
        )
        const entered = answers.filter(Result.isSuccess).map(({ success }) => success)
        assertEquals(new Set(entered.map(({ user }) => user.id)).size, 1)
        assertEquals(entered.filter(({ isNew }) => isNew).length, 1)
        const others = answers.filter(Result.isFailure).map(({ failure }) => failure._tag)
        assertTrue(
          others.every((tag) => tag === "ConcurrentUpdate"),
          others.join()
        )
        const { user } = yield* accounts.signIn(jane)
        assertEquals(user.id, entered[0]?.user.id)
      })
    )

    it.effect("lets one of two identities with one e-mail in, and tells the other where to sign in", () =>
      Effect.gen(function* () {
        const accounts = yield* Accounts
        const rivals = [
          yield* newcomer("google", "shared@example.test"),
          yield* newcomer("apple", "shared@example.test")
        ] as const
        const [google, apple] = yield* Effect.all(
          [Effect.result(accounts.onboard(rivals[0])), Effect.result(accounts.onboard(rivals[1]))],
          { concurrency: "unbounded" }
        )
        assertTrue(Result.isSuccess(google) !== Result.isSuccess(apple))
        if (Result.isFailure(google)) assertEquals(google.failure, new EmailAlreadyRegistered({ provider: "apple" }))
        if (Result.isFailure(apple)) assertEquals(apple.failure, new EmailAlreadyRegistered({ provider: "google" }))
      })
    )
  })
})
