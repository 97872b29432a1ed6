import { ConsentMethod, ConsentType, TextVersion } from "@serenya/domain/consents/Consent"
import { PersonName } from "@serenya/domain/users/Person"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { concurrentUpdate, consentTextOutdated, notAdmitted } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { ProfileDto } from "./ProfileDto.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { named, snakeCase } from "./SnakeCase.ts"

/** One text: what was answered last, and the version in force. `is_current` false means: ask again. */
export const ConsentDto = snakeCase(
  Schema.Struct({
    type: ConsentType,
    consented: Schema.Boolean,
    version: TextVersion,
    currentVersion: TextVersion,
    isCurrent: Schema.Boolean,
    method: ConsentMethod,
    at: Schema.DateTimeUtc,
    withdrawnAt: Schema.optionalKey(Schema.DateTimeUtc)
  }),
  "Consent"
)

/** `consented: true` agrees to exactly this version; `false` withdraws and needs none. */
export const ConsentAnswer = Schema.Union([
  Schema.Struct({ consented: Schema.Literal(true), version: TextVersion }),
  Schema.Struct({ consented: Schema.Literal(false) })
]).pipe(named("ConsentAnswer"))

const NameChange = Schema.optionalKey(Schema.OptionFromNullOr(PersonName))

/** A name that is absent stays as it is; null removes it. */
export const NameChangesRequest = snakeCase(
  Schema.Struct({ name: NameChange, givenName: NameChange, familyName: NameChange }),
  "NameChanges"
)

/** What is known about the person who asks. */
export class UserApi extends HttpApiGroup.make("user")
  .add(
    HttpApiEndpoint.get("profile", "/profile", { success: ProfileDto, error: [...notAdmitted, outage] }).annotate(
      OpenApi.Summary,
      "Who I am"
    ),
    HttpApiEndpoint.put("rename", "/profile", {
      payload: NameChangesRequest,
      success: ProfileDto,
      error: [concurrentUpdate, ...notAdmitted, outage]
    })
      .annotate(OpenApi.Summary, "Change my names")
      .annotate(OpenApi.Description, "A name that is absent stays as it is; null removes it."),
    HttpApiEndpoint.get("consents", "/consents", {
      success: Schema.Struct({ consents: Schema.Array(ConsentDto) }).pipe(named("Consents")),
      error: [...notAdmitted, outage]
    }).annotate(OpenApi.Summary, "What I agreed to"),
    HttpApiEndpoint.put("answerConsent", "/consents/:type", {
      params: { type: ConsentType },
      payload: ConsentAnswer,
      success: ConsentDto,
      error: [consentTextOutdated, concurrentUpdate, ...notAdmitted, outage]
    }).annotate(OpenApi.Summary, "Agree to the current text, or withdraw")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/user") {}
