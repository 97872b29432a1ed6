import { AuthPart, type OnboardingRequest, type SignInRequest, type TokensDto } from "@serenya/api/AuthApi"
import { CurrentCaller } from "@serenya/api/Authentication"
import { Accounts, type SignedIn, type SignIn } from "@serenya/domain/identity/Accounts"
import { ProviderEvents } from "@serenya/domain/identity/ProviderEvents"
import type { TokenPair } from "@serenya/domain/sessions/RefreshTokens"
import { Sessions } from "@serenya/domain/sessions/Sessions"
import { Effect, Struct } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { profileView } from "./ProfileView.ts"
import { requestOrigin } from "./RequestOrigin.ts"

const tokensView = ({ accessToken, accessTokenExpiresAt, refreshToken }: TokenPair): typeof TokensDto.Type => ({
  accessToken,
  refreshToken,
  tokenType: "Bearer",
  expiresAt: accessTokenExpiresAt
})

const view = (signedIn: SignedIn) => ({ user: profileView(signedIn), tokens: tokensView(signedIn.tokens) })

const signInOf = ({
  provider,
  idToken,
  nonce,
  device
}: typeof SignInRequest.Type | typeof OnboardingRequest.Type): Effect.Effect<SignIn> =>
  Effect.map(requestOrigin, (origin) => ({
    claim: { provider, idToken, ...(nonce === undefined ? {} : { nonce }) },
    device,
    origin
  }))

export const layer = HttpApiBuilder.group(
  AuthPart,
  "auth",
  Effect.fnUntraced(function* (handlers) {
    const accounts = yield* Accounts
    const sessions = yield* Sessions
    const events = yield* ProviderEvents

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
      appleEvents: ({ payload }) => events.receive(payload.payload)
    })
  })
)
