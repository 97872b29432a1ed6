import { IdempotentCalls } from "@serenya/domain/idempotency/IdempotentCalls"
import { Layer } from "effect"
import * as IdempotencyHttp from "../http/IdempotencyHttp.ts"

/** What routes with a POST stand on besides `Middleware`. */
export const layer = IdempotencyHttp.layer.pipe(Layer.provide(IdempotentCalls.layer))
