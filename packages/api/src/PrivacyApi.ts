import { ErasureConfirmation } from "@serenya/domain/privacy/ErasureOrder"
import { ErasureReceipt } from "@serenya/domain/privacy/ErasureReceipt"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { DataExportDto } from "./DataExportDto.ts"
import { biometricRequired, concurrentUpdate, notAdmitted } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { named, snakeCase } from "./SnakeCase.ts"

/** Nobody is erased by a stray request: the word must be there. */
export const ErasureRequest = Schema.Struct({ confirmation: ErasureConfirmation }).pipe(named("ErasureRequest"))

/** Everything in `erased` was deleted, and then looked for in vain; `kept` outlives it. Keep the `reference`. */
export const ErasureReceiptDto = snakeCase(ErasureReceipt, "ErasureReceipt")

/** What a person may demand of us by law: everything we hold, and to be forgotten. */
export class PrivacyApi extends HttpApiGroup.make("privacy")
  .add(
    HttpApiEndpoint.get("export", "/export", {
      success: DataExportDto,
      error: [biometricRequired, ...notAdmitted, outage]
    }).annotate(OpenApi.Summary, "Everything the system holds about me"),
    HttpApiEndpoint.delete("erase", "/profile", {
      payload: ErasureRequest,
      success: ErasureReceiptDto,
      error: [biometricRequired, concurrentUpdate, ...notAdmitted, outage]
    }).annotate(OpenApi.Summary, "Forget me, with a receipt; after a 503 ask again")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/user")
  .annotateMerge(OpenApi.annotations({ title: "user" })) {}
