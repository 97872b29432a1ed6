import { AuthPart } from "@serenya/api/AuthApi"
import { Accounts } from "@serenya/domain/identity/Accounts"
import { ProviderEvents } from "@serenya/domain/identity/ProviderEvents"
import { SessionOpening } from "@serenya/domain/sessions/SessionOpening"
import { Sessions } from "@serenya/domain/sessions/Sessions"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as AuthHttp from "../http/AuthHttp.ts"
import * as Middleware from "./Middleware.ts"

const Domain = Layer.mergeAll(Accounts.layer, Sessions.layer, ProviderEvents.layer).pipe(
  Layer.provide(SessionOpening.layer)
)

export const layer = HttpApiBuilder.layer(AuthPart).pipe(
  Layer.provide(AuthHttp.layer),
  Layer.provide([Domain, Middleware.layer])
)
