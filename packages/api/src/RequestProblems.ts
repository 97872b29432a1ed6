import { Schema } from "effect"
import { HttpApiMiddleware } from "effect/http-api"
import { problem } from "./Problem.ts"

/** For `HttpApi.PayloadParseOptions`: an app is told of all its mistakes at once. */
export const everyIssue = { errors: "all" } as const

/** A part of the request that is not what the API promises to accept. `path` begins with payload, params, query or headers. */
export const OffendingField = Schema.Struct({ path: Schema.String, message: Schema.String })

/** The request does not fit the API; every offending field is listed, and none of what was sent is repeated. */
export class MalformedRequest extends Schema.TaggedError<MalformedRequest>()("MalformedRequest", {
  fields: Schema.Array(OffendingField)
}) {
  override get message() {
    return `The request is malformed: ${this.fields.map(({ path }) => path).join(", ")}`
  }
}

/** Turns what does not decode into a problem, and tells when to come back where a refusal passes with time. */
export class RequestProblems extends HttpApiMiddleware.Service<RequestProblems>()("@serenya/api/RequestProblems", {
  error: problem(MalformedRequest, { status: 400, title: "Malformed request" })
}) {}
