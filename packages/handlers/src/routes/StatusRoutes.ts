import { StatusPart } from "@serenya/api/StatusApi"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as StatusHttp from "../http/StatusHttp.ts"
import * as Middleware from "./Middleware.ts"

export const layer = HttpApiBuilder.layer(StatusPart).pipe(
  Layer.provide(StatusHttp.layer),
  Layer.provide([Jobs.layer, Middleware.layer])
)
