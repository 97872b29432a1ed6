import { Effect, type Layer, type Redacted } from "effect"
import { HttpClientRequest } from "effect/http"
import { HttpApiClient, HttpApiMiddleware } from "effect/http-api"
import { Api } from "./Api.ts"
import { Authentication } from "./Authentication.ts"

/** The typed client: every refusal comes back as the domain's own error. Needs an `HttpClient` and who is `signedInAs`. */
export const make = (baseUrl: string) => HttpApiClient.make(Api, { baseUrl })

/** Sends this access token with every call that demands one. */
export const signedInAs = (
  accessToken: Effect.Effect<Redacted.Redacted>
): Layer.Layer<HttpApiMiddleware.ForClient<Authentication>> =>
  HttpApiMiddleware.layerClient(Authentication, ({ next, request }) =>
    Effect.flatMap(accessToken, (token) => next(HttpClientRequest.bearerToken(request, token)))
  )
