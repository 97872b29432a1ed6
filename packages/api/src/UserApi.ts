import { ConsentMethod, ConsentType, TextVersion } from "@serenya/domain/consents/Consent"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { concurrentUpdate, consentTextOutdated, notAdmitted } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { ProfileDto } from "./ProfileDto.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"

/** One text: what was answered last, and the version in force. `is_current` false means: ask again. */
export const ConsentDto = snakeCase(Schema.Struct({
  type: ConsentType,
  consented: Schema.Boolean,
  version: TextVersion,
  currentVersion: TextVersion,
  isCurrent: Schema.Boolean,
  method: ConsentMethod,
  at: Schema.DateTimeUtc,
  withdrawnAt: Schema.optionalKey(Schema.DateTimeUtc)
})).annotate({ identifier: "Consent" })

/** `consented: true` agrees to exactly this version; `false` withdraws and needs none. */
export const ConsentAnswer = Schema.Union([
  Schema.Struct({ consented: Schema.Literal(true), version: TextVersion }),
  Schema.Struct({ consented: Schema.Literal(false) })
]).annotate({ identifier: "ConsentAnswer" })

/** What is known about the person who asks. */
export class UserApi extends HttpApiGroup.make("user")
  .add(
    HttpApiEndpoint.get("profile", "/profile", { success: ProfileDto, error: [...notAdmitted, outage] }),
    HttpApiEndpoint.get("consents", "/consents", {
      success: Schema.Struct({ consents: Schema.Array(ConsentDto) }).annotate({ identifier: "Consents" }),
      error: [...notAdmitted, outage]
    }),
    HttpApiEndpoint.put("answerConsent", "/consents/:type", {
      params: { type: ConsentType },
      payload: ConsentAnswer,
      success: ConsentDto,
      error: [consentTextOutdated, concurrentUpdate, ...notAdmitted, outage]
    })
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/user")
{}
