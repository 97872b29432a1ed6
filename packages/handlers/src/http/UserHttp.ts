import { CurrentCaller } from "@serenya/api/Authentication"
import type { ConsentDto } from "@serenya/api/UserApi"
import { UserProfilePart } from "@serenya/api/UserProfilePart"
import { Consent, ConsentType } from "@serenya/domain/consents/Consent"
import { Consents } from "@serenya/domain/consents/Consents"
import { currentVersions } from "@serenya/domain/consents/ConsentTexts"
import { Users } from "@serenya/domain/users/Users"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { profileView } from "./ProfileView.ts"
import * as RequestOrigin from "./RequestOrigin.ts"

const consentView = (type: ConsentType, consent: Consent): typeof ConsentDto.Type => ({
  type,
  version: consent.version,
  currentVersion: currentVersions[type],
  method: consent.method,
  at: consent.at,
  ...Consent.match(consent, {
    Given: ({ version }) => ({ consented: true, isCurrent: version === currentVersions[type] }),
    Withdrawn: ({ withdrawnAt }) => ({ consented: false, isCurrent: false, withdrawnAt })
  })
})

export const layer = HttpApiBuilder.group(
  UserProfilePart,
  "user",
  Effect.fnUntraced(function* (handlers) {
    const users = yield* Users
    const consents = yield* Consents
    const requestOrigin = yield* RequestOrigin.make

    return handlers.handleAll({
      profile: () => CurrentCaller.use((caller) => Effect.map(users.profile(caller), profileView)),
      rename: ({ payload }) => CurrentCaller.use((caller) => Effect.map(users.rename(caller, payload), profileView)),
      consents: () =>
        CurrentCaller.use((caller) =>
          Effect.map(consents.list(caller), (record) => ({
            consents: ConsentType.literals.map((type) => consentView(type, record[type]))
          }))
        ),
      answerConsent: Effect.fnUntraced(function* ({ params: { type }, payload }) {
        const caller = yield* CurrentCaller
        const consent = payload.consented
          ? yield* consents.give(caller, type, payload.version, yield* requestOrigin)
          : yield* consents.withdraw(caller, type)
        return consentView(type, consent)
      })
    })
  })
)
