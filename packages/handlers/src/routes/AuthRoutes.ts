import { AuthPart } from "@serenya/api/AuthPart"
import { Biometrics } from "@serenya/domain/biometrics/Biometrics"
import { Accounts } from "@serenya/domain/identity/Accounts"
import { LinkedIdentities } from "@serenya/domain/identity/LinkedIdentities"
import { ProviderEvents } from "@serenya/domain/identity/ProviderEvents"
import { SessionOpening } from "@serenya/domain/sessions/SessionOpening"
import { Sessions } from "@serenya/domain/sessions/Sessions"
import { Users } from "@serenya/domain/users/Users"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as AuthHttp from "../http/AuthHttp.ts"
import * as BiometricHttp from "../http/BiometricHttp.ts"
import * as Middleware from "./Middleware.ts"
import * as Once from "./Once.ts"

const Domain = Layer.mergeAll(
  Accounts.layer,
  Sessions.layer,
  LinkedIdentities.layer,
  Biometrics.layer,
  ProviderEvents.layer
).pipe(Layer.provide([SessionOpening.layer, Users.layer]))

export const layer = HttpApiBuilder.layer(AuthPart).pipe(
  Layer.provide([AuthHttp.layer, BiometricHttp.layer]),
  Layer.provide([Domain, Middleware.layer, Once.layer])
)
