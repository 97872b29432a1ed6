import { ResultPart } from "@serenya/api/ResultApi"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as ResultHttp from "../http/ResultHttp.ts"
import * as Middleware from "./Middleware.ts"

export const layer = HttpApiBuilder.layer(ResultPart).pipe(
  Layer.provide(ResultHttp.layer),
  Layer.provide([Jobs.layer, Middleware.layer])
)
