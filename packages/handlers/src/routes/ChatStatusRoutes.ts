import { ChatStatusPart } from "@serenya/api/ChatStatusApi"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as ChatStatusHttp from "../http/ChatStatusHttp.ts"
import * as Middleware from "./Middleware.ts"

export const layer = HttpApiBuilder.layer(ChatStatusPart).pipe(
  Layer.provide(ChatStatusHttp.layer),
  Layer.provide([Jobs.layer, Middleware.layer])
)
