import { TextVersion } from "@serenya/domain/consents/Consent"
import { Provider } from "@serenya/domain/identity/Identity"
import { StatedName } from "@serenya/domain/identity/StatedName"
import { DeviceDescription } from "@serenya/domain/sessions/Device"
import { RefreshToken } from "@serenya/domain/sessions/RefreshToken"
import { Schema, Struct } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import {
  accountNotActive,
  biometricRequired,
  concurrentUpdate,
  consentRequired,
  consentTextOutdated,
  emailAddressDiffers,
  emailAlreadyRegistered,
  identityAlreadyRegistered,
  invalidIdentityToken,
  invalidProviderEvent,
  notAdmitted,
  providerAlreadyLinked,
  refreshRaced,
  refreshTokenReused,
  sessionExpired,
  sessionRevoked,
  userNotFound
} from "./Failures.ts"
import {
  deduplicatedBy,
  Idempotency,
  idempotencyHeaders as headers,
  idTokenCredential,
  PresentedCredential,
  refreshTokenCredential
} from "./Idempotency.ts"
import { outage } from "./Outage.ts"
import { ProfileDto } from "./ProfileDto.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { named, snakeCase } from "./SnakeCase.ts"

const JsonWebToken = Schema.RedactedFromValue(Schema.String.check(Schema.isNonEmpty(), Schema.isMaxLength(8192)))
const Nonce = Schema.RedactedFromValue(Schema.String.check(Schema.isNonEmpty(), Schema.isMaxLength(256)))

/** What every sign-in sends: a provider's id_token, the raw nonce it was asked for with, and the device. */
const SignInFields = {
  provider: Provider,
  idToken: JsonWebToken,
  nonce: Schema.optionalKey(Nonce),
  device: snakeCase(DeviceDescription)
}

/** What a second sign-in proves: another provider's id_token for an account with the same verified address. */
export const LinkRequest = snakeCase(Schema.Struct(Struct.omit(SignInFields, ["device"])), "LinkRequest")

export const SignInRequest = snakeCase(Schema.Struct(SignInFields), "SignInRequest")

/** The five answers of the onboarding screen, all for one version of the texts. */
const ConsentAnswers = Schema.Struct({
  privacy_policy: Schema.Boolean,
  terms_of_service: Schema.Boolean,
  medical_disclaimer: Schema.Boolean,
  healthcare_consultation: Schema.Boolean,
  emergency_care_limitation: Schema.Boolean,
  version: TextVersion
})

const nameField = (which: string) => ({
  description:
    `The ${which} name, if the provider told it to the app: Apple does, once, when the person signs in for the first time. ` +
    "Keep it until this call succeeds, and leave out what is not known. Not looked at where the id_token states a name."
})

export const OnboardingRequest = snakeCase(
  Schema.Struct({
    ...SignInFields,
    givenName: StatedName.fields.givenName.pipe(Schema.annotateKey(nameField("given"))),
    familyName: StatedName.fields.familyName.pipe(Schema.annotateKey(nameField("family"))),
    consents: ConsentAnswers
  }),
  "OnboardingRequest"
)

/** Apple's server-to-server notification: one signed JWT. */
export const AppleNotification = Schema.Struct({
  payload: Schema.RedactedFromValue(Schema.String.check(Schema.isNonEmpty(), Schema.isMaxLength(16_384)))
}).pipe(named("AppleNotification"))

/** A JWT for `Authorization: Bearer`, and the token that renews both; `expiresAt` is the access token's. */
export const TokensDto = snakeCase(
  Schema.Struct({
    accessToken: Schema.RedactedFromValue(Schema.String),
    refreshToken: Schema.RedactedFromValue(RefreshToken),
    tokenType: Schema.Literal("Bearer"),
    expiresAt: Schema.DateTimeUtc
  }),
  "Tokens"
)

const signedIn = <New extends boolean>(isNew: New) =>
  snakeCase(Schema.Struct({ isNew: Schema.Literal(isNew), user: ProfileDto, tokens: TokensDto }))

/** The person was not known before. */
export const Registered = signedIn(true).pipe(named("Registered"))

/** The person was known already. */
export const Returned = signedIn(false).pipe(named("Returned"))

const signInFailures = [invalidIdentityToken, accountNotActive, userNotFound, concurrentUpdate, outage] as const

const refreshing =
  "Keep the pair of an answer only if the token you sent is still the one you hold: an answer may come late. " +
  "No answer? Send the same token again within 30 seconds, and get the same pair. " +
  "REFRESH_RACED: another refresh was faster; go on with the newest token you hold. " +
  "Any other 401: the session is over; sign in again."

/** Signing in with Google or Apple, and staying signed in. */
export class AuthApi extends HttpApiGroup.make("auth")
  .add(
    HttpApiEndpoint.post("onboard", "/oauth-onboarding", {
      headers,
      payload: OnboardingRequest,
      success: [Registered.pipe(HttpApiSchema.status(201)), Returned],
      error: [...signInFailures, consentRequired, consentTextOutdated, emailAlreadyRegistered]
    })
      .middleware(Idempotency)
      .annotate(PresentedCredential, idTokenCredential)
      .annotate(OpenApi.Summary, "Register, or sign in if known"),
    HttpApiEndpoint.post("signIn", "/oauth-signin", {
      headers,
      payload: SignInRequest,
      success: Returned,
      error: signInFailures
    })
      .middleware(Idempotency)
      .annotate(PresentedCredential, idTokenCredential)
      .annotate(OpenApi.Summary, "Sign in; replaces the session before"),
    HttpApiEndpoint.post("refresh", "/refresh", {
      headers,
      payload: snakeCase(Schema.Struct({ refreshToken: Schema.RedactedFromValue(RefreshToken) })),
      success: TokensDto,
      error: [
        refreshRaced,
        refreshTokenReused,
        sessionExpired,
        sessionRevoked,
        accountNotActive,
        concurrentUpdate,
        outage
      ]
    })
      .middleware(Idempotency)
      .annotate(PresentedCredential, refreshTokenCredential)
      .annotate(OpenApi.Summary, "Exchange the refresh token for a new pair")
      .annotate(OpenApi.Description, refreshing),
    HttpApiEndpoint.post("logout", "/logout", {
      headers,
      success: HttpApiSchema.NoContent,
      error: [concurrentUpdate, outage]
    })
      .middleware(Idempotency)
      .middleware(Authentication)
      .annotate(OpenApi.Summary, "End the session"),
    HttpApiEndpoint.post("link", "/link", {
      headers,
      payload: LinkRequest,
      success: ProfileDto,
      error: [
        invalidIdentityToken,
        biometricRequired,
        providerAlreadyLinked,
        emailAddressDiffers,
        identityAlreadyRegistered,
        concurrentUpdate,
        ...notAdmitted,
        outage
      ]
    })
      .middleware(Idempotency)
      .middleware(Authentication)
      .annotate(OpenApi.Summary, "Sign in through a second provider from now on"),
    HttpApiEndpoint.post("appleEvents", "/apple/events", {
      payload: AppleNotification,
      success: HttpApiSchema.Empty(200),
      error: [invalidProviderEvent, concurrentUpdate, outage]
    })
      .annotate(
        OpenApi.Summary,
        "For Apple: a person revoked their consent, deleted their account, or changed forwarding"
      )
      .annotateMerge(deduplicatedBy("event_time"))
  )
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/auth") {}
