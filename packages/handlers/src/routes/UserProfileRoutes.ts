import { UserProfilePart } from "@serenya/api/UserProfilePart"
import { Consents } from "@serenya/domain/consents/Consents"
import { Devices } from "@serenya/domain/sessions/Devices"
import { Users } from "@serenya/domain/users/Users"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as DeviceHttp from "../http/DeviceHttp.ts"
import * as HealthHttp from "../http/HealthHttp.ts"
import * as PrivacyHttp from "../http/PrivacyHttp.ts"
import * as UserHttp from "../http/UserHttp.ts"
import * as Middleware from "./Middleware.ts"
import * as PrivacyServices from "./PrivacyServices.ts"

const Domain = Layer.mergeAll(Consents.layer, Devices.layer).pipe(Layer.provideMerge(Users.layer))

/** Over export and erasure from elsewhere. */
export const layerOver = HttpApiBuilder.layer(UserProfilePart).pipe(
  Layer.provide([UserHttp.layer, DeviceHttp.layer, PrivacyHttp.layer, HealthHttp.layer]),
  Layer.provide([Domain, Middleware.layer])
)

export const layer = layerOver.pipe(Layer.provide(PrivacyServices.layer))
