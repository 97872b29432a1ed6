import { CurrentCaller } from "@serenya/api/Authentication"
import { fhirJson, ResultPart } from "@serenya/api/ResultApi"
import { bundleOf } from "@serenya/domain/fhir/BundleRules"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Effect } from "effect"
import { HttpEffect, HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { prefers } from "./Accept.ts"

/** One address, two representations: caches must not mistake them. */
const varies = HttpEffect.appendPreResponseHandler((_, response) =>
  Effect.succeed(HttpServerResponse.setHeader(response, "vary", "Accept"))
)

export const layer = HttpApiBuilder.group(
  ResultPart,
  "result",
  Effect.fnUntraced(function* (handlers) {
    const jobs = yield* Jobs
    return handlers.handle(
      "result",
      Effect.fnUntraced(function* ({ params: { job_id }, request }) {
        yield* varies
        const result = yield* jobs.result(yield* CurrentCaller, job_id, "result")
        return prefers(request.headers["accept"], fhirJson, "application/json") ? bundleOf(result) : result
      })
    )
  })
)
