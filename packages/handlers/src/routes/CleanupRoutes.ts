import { CleanupPart } from "@serenya/api/CleanupApi"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as CleanupHttp from "../http/CleanupHttp.ts"
import * as Middleware from "./Middleware.ts"

export const layer = HttpApiBuilder.layer(CleanupPart).pipe(
  Layer.provide(CleanupHttp.layer),
  Layer.provide([Jobs.layer, Middleware.layer])
)
