import { UserProfilePart } from "@serenya/api/UserProfilePart"
import { Consents } from "@serenya/domain/consents/Consents"
import { Users } from "@serenya/domain/users/Users"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as HealthHttp from "../http/HealthHttp.ts"
import * as UserHttp from "../http/UserHttp.ts"
import * as Middleware from "./Middleware.ts"

const Domain = Consents.layer.pipe(Layer.provideMerge(Users.layer))

export const layer = HttpApiBuilder.layer(UserProfilePart).pipe(
  Layer.provide([UserHttp.layer, HealthHttp.layer]),
  Layer.provide([Domain, Middleware.layer])
)
