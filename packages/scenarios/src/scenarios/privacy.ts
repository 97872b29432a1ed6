import { Effect, Redacted } from "effect"
import { refused } from "../check/Refused.ts"
import { holds, same } from "../check/Unexpected.ts"
import * as Jobs from "../job/Jobs.ts"
import * as SampleReport from "../job/SampleReport.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as Phone from "../person/Phone.ts"
import * as SignIn from "../person/SignIn.ts"
import * as Scenario from "../Scenario.ts"

export const privacy = Scenario.make({
  name: "privacy",
  story: "binds their phone, proves who they are, takes everything along, and is forgotten",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const person = yield* Person.newcomer(target, identities)
    const { api, name } = person
    const { jobId } = yield* Jobs.analysed(target, person, SampleReport.pdf)
    const phone = yield* Phone.make
    yield* api.biometric.register({ headers: yield* newKey, payload: { type: "face", publicKey: phone.publicKey } })

    const erase = api.privacy.erase({ payload: { confirmation: "DELETE" } })
    yield* refused("an export without a proof", api.privacy.export(), "BiometricRequired")
    yield* refused("an erasure without a proof", erase, "BiometricRequired")
    yield* refused(
      "another provider without a proof",
      api.auth.link({ headers: yield* newKey, payload: yield* SignIn.claim(identities, "apple", name) }),
      "BiometricRequired"
    )
    const other = yield* Phone.make
    const { attemptsLeft } = yield* refused(
      "another phone's signature",
      Phone.prove(person, other),
      "BiometricRejected"
    )
    yield* same("how often it may be tried", attemptsLeft, 4)
    const proof = yield* Phone.prove(person, phone)
    yield* refused(
      "a proof that was given before",
      api.biometric.verify({ headers: yield* newKey, payload: proof }),
      "BiometricChallengeExpired"
    )
    const linked = yield* api.auth.link({
      headers: yield* newKey,
      payload: yield* SignIn.claim(identities, "apple", name)
    })
    yield* same("the providers", linked.providers, ["google", "apple"])

    const exported = yield* api.privacy.export()
    yield* same("whose export it is", Redacted.value(exported.account.email), `${name}@example.test`)
    yield* same(
      "the jobs of the export",
      exported.jobs.map(({ jobId }) => jobId),
      [jobId]
    )

    const receipt = yield* erase
    yield* holds("the receipt names what was deleted", receipt.erased.length > 0, receipt)
    const again = yield* erase
    yield* same("the reference for who lost the receipt", again.reference, receipt.reference)
    yield* refused("a profile after the erasure", api.user.profile(), "Unauthenticated", "SessionRevoked")
    const nobody = yield* Person.apiAsNobody(target)
    yield* refused(
      "a sign-in after the erasure",
      nobody.auth.signIn({ headers: yield* newKey, payload: yield* SignIn.claim(identities, "google", name) }),
      "UserNotFound"
    )
  })
})
