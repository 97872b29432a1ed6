import type { Caller } from "@serenya/domain/sessions/Caller"
import { Context, Schema } from "effect"
import { HttpApiMiddleware, HttpApiSecurity, OpenApi } from "effect/http-api"
import { problem } from "./Problem.ts"

/** There is no credential, or it is not good (any more). Says no more than that: the reason is for our logs. */
export class Unauthenticated extends Schema.TaggedError<Unauthenticated>()("Unauthenticated", {}) {
  override get message() {
    return "Sign in and send the access token as a bearer token"
  }
}

/** Who is calling, as the access token says. */
export class CurrentCaller extends Context.Service<CurrentCaller, Caller>()(
  "@serenya/api/Authentication/CurrentCaller"
) {}

/** Demands an access token (RFC 6750). The authorizer function has checked it before an endpoint runs. */
export class Authentication extends HttpApiMiddleware.Service<Authentication, { provides: CurrentCaller }>()(
  "@serenya/api/Authentication",
  {
    security: { bearer: HttpApiSecurity.bearer.pipe(HttpApiSecurity.annotate(OpenApi.Format, "JWT")) },
    error: problem(Unauthenticated, { status: 401, title: "Not signed in" }),
    requiredForClient: true
  }
) {}
