import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { named } from "./SnakeCase.ts"

/** Whether the API answers at all; asks nothing of what stands behind it. */
export class HealthApi extends HttpApiGroup.make("health").add(
  HttpApiEndpoint.get("health", "/health", {
    success: Schema.Struct({ status: Schema.Literal("ok"), version: Schema.String }).pipe(named("Health"))
  }).annotate(OpenApi.Summary, "Whether the API answers")
) {}
