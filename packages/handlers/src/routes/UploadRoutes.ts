import { UploadPart } from "@serenya/api/UploadApi"
import { Retries } from "@serenya/domain/jobs/Retries"
import { Uploads } from "@serenya/domain/jobs/Uploads"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as UploadHttp from "../http/UploadHttp.ts"
import * as Middleware from "./Middleware.ts"
import * as Once from "./Once.ts"

export const layer = HttpApiBuilder.layer(UploadPart).pipe(
  Layer.provide(UploadHttp.layer),
  Layer.provide([Uploads.layer, Retries.layer, Middleware.layer, Once.layer])
)
