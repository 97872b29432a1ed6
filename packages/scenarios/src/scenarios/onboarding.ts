import { TextVersion } from "@serenya/domain/consents/Consent"
import { Effect, Option, Redacted } from "effect"
import { refused } from "../check/Refused.ts"
import { holds, same } from "../check/Unexpected.ts"
import * as Jobs from "../job/Jobs.ts"
import * as SampleReport from "../job/SampleReport.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as SignIn from "../person/SignIn.ts"
import * as Scenario from "../Scenario.ts"

export const onboarding = Scenario.make({
  name: "onboarding",
  story: "registers with all five consents, comes back, takes one consent back and gives it again",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const name = yield* Person.stranger(target, identities)
    const nobody = yield* Person.apiAsNobody(target)
    const claim = (provider: "google" | "apple" = "google") => SignIn.claim(identities, provider, name)
    const onboard = Effect.fnUntraced(function* (consents: typeof SignIn.consents, provider?: "google" | "apple") {
      const payload = { ...(yield* claim(provider)), consents }
      return yield* nobody.auth.onboard({ headers: yield* newKey, payload })
    })

    yield* refused(
      "a sign-in before registration",
      nobody.auth.signIn({ headers: yield* newKey, payload: yield* claim() }),
      "UserNotFound"
    )
    const { missing } = yield* refused(
      "a registration without one consent",
      onboard({ ...SignIn.consents, medical_disclaimer: false }),
      "ConsentRequired"
    )
    yield* same("what is missing", missing, ["medical_disclaimer"])
    yield* refused(
      "a registration to an old text",
      onboard({ ...SignIn.consents, version: TextVersion.make("0.1") }),
      "ConsentTextOutdated"
    )

    const first = yield* onboard(SignIn.consents)
    yield* same("whether the person is new", first.isNew, true)
    const again = yield* onboard(SignIn.consents)
    yield* same("who came back", [again.isNew, again.user.id], [false, first.user.id])
    const { provider } = yield* refused(
      "the same address through another provider",
      onboard(SignIn.consents, "apple"),
      "EmailAlreadyRegistered"
    )
    yield* same("the provider to use", provider, "google")

    const api = yield* Person.apiAs(target, Effect.succeed(again.tokens.accessToken))
    const profile = yield* api.user.profile()
    yield* same("the address", Redacted.value(profile.email), `${name}@example.test`)
    const renamed = yield* api.user.rename({
      payload: { name: Option.some(Redacted.make("Jane Q. Public")), givenName: Option.none() }
    })
    yield* holds("the given name is gone", renamed.givenName === undefined)

    const { consents } = yield* api.user.consents()
    yield* same(
      "the consents in force",
      consents.map(({ consented, isCurrent }) => consented && isCurrent),
      [true, true, true, true, true]
    )
    const type = "privacy_policy"
    yield* api.user.answerConsent({ params: { type }, payload: { consented: false } })
    const payload = yield* Jobs.announcement(SampleReport.pdf)
    const withdrawn = yield* refused(
      "an upload without a consent",
      api.upload.grant({ headers: yield* newKey, payload }),
      "ConsentRequired"
    )
    yield* same("what is missing after the withdrawal", withdrawn.missing, [type])
    yield* api.user.answerConsent({ params: { type }, payload: { consented: true, version: SignIn.consents.version } })
    yield* api.upload.grant({ headers: yield* newKey, payload })
  })
})
