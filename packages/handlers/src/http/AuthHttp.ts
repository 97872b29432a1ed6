import type { LinkRequest, OnboardingRequest, SignInRequest, TokensDto } from "@serenya/api/AuthApi"
import { CurrentCaller } from "@serenya/api/Authentication"
import { AuthPart } from "@serenya/api/AuthPart"
import { Accounts, type SignedIn, type SignIn } from "@serenya/domain/identity/Accounts"
import type { IdentityClaim } from "@serenya/domain/identity/IdentityVerifier"
import { LinkedIdentities } from "@serenya/domain/identity/LinkedIdentities"
import { ProviderEvents } from "@serenya/domain/identity/ProviderEvents"
import type { TokenPair } from "@serenya/domain/sessions/RefreshTokens"
import { Sessions } from "@serenya/domain/sessions/Sessions"
import { Effect, Struct } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { profileView } from "./ProfileView.ts"
import * as RequestOrigin from "./RequestOrigin.ts"

const tokensView = ({ accessToken, accessTokenExpiresAt, refreshToken }: TokenPair): typeof TokensDto.Type => ({
  accessToken,
  refreshToken,
  tokenType: "Bearer",
  expiresAt: accessTokenExpiresAt
})

const view = (signedIn: SignedIn) => ({ user: profileView(signedIn), tokens: tokensView(signedIn.tokens) })

const claimOf = ({ provider, idToken, nonce }: typeof LinkRequest.Type): IdentityClaim => ({
  provider,
  idToken,
  ...(nonce === undefined ? {} : { nonce })
})

export const layer = HttpApiBuilder.group(
  AuthPart,
  "auth",
  Effect.fnUntraced(function* (handlers) {
    const accounts = yield* Accounts
    const sessions = yield* Sessions
    const identities = yield* LinkedIdentities
    const events = yield* ProviderEvents
    const requestOrigin = yield* RequestOrigin.make

    const signInOf = (payload: typeof SignInRequest.Type | typeof OnboardingRequest.Type): Effect.Effect<SignIn> =>
      Effect.map(requestOrigin, (origin) => ({ claim: claimOf(payload), device: payload.device, origin }))

    return handlers.handleAll({
      onboard: Effect.fnUntraced(function* ({ payload }) {
        const { version: consentVersion, ...consents } = payload.consents
        const statedName = Struct.pick(payload, ["givenName", "familyName"])
        const signIn = yield* signInOf(payload)
        const signedIn = yield* accounts.onboard({ ...signIn, statedName, consents, consentVersion })
        return signedIn.isNew
          ? { isNew: true as const, ...view(signedIn) }
          : { isNew: false as const, ...view(signedIn) }
      }),
      signIn: Effect.fnUntraced(function* ({ payload }) {
        const signedIn = yield* accounts.signIn(yield* signInOf(payload))
        return { isNew: false as const, ...view(signedIn) }
      }),
      refresh: ({ payload }) => Effect.map(sessions.refresh(payload.refreshToken), tokensView),
      logout: () => CurrentCaller.use((caller) => sessions.logout(caller)),
      link: ({ payload }) =>
        CurrentCaller.use((caller) => Effect.map(identities.link(caller, claimOf(payload)), profileView)),
      appleEvents: ({ payload }) => events.receive(payload.payload)
    })
  })
)
