import { problemBody, type ProblemKind } from "@serenya/api/Problem"
import { ResponseType } from "aws-cdk-lib/aws-apigateway"

interface GatewayProblem extends ProblemKind {
  readonly type: ResponseType
  readonly detail: string
  readonly headers?: Readonly<Record<string, string>>
}

const retryAfter = { "Retry-After": "'1'" }

/** What API Gateway answers without asking a function, in the words of our own problems. */
const problems: ReadonlyArray<GatewayProblem> = [
  {
    type: ResponseType.UNAUTHORIZED,
    code: "UNAUTHENTICATED",
    status: 401,
    title: "Not signed in",
    retryable: false,
    detail: "Sign in and send the access token as a bearer token",
    headers: { "WWW-Authenticate": "'Bearer'" }
  },
  {
    type: ResponseType.ACCESS_DENIED,
    code: "FORBIDDEN",
    status: 403,
    title: "Not allowed",
    retryable: false,
    detail: "The access token does not cover this call."
  },
  {
    type: ResponseType.MISSING_AUTHENTICATION_TOKEN,
    code: "ROUTE_NOT_FOUND",
    status: 404,
    title: "Not found",
    retryable: false,
    detail: "Nothing answers at this path."
  },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    code: "PAYLOAD_TOO_LARGE",
    status: 413,
    title: "Payload too large",
    retryable: false,
    detail: "The body is too large."
  },
  {
    type: ResponseType.THROTTLED,
    code: "TOO_MANY_REQUESTS",
    status: 429,
    title: "Too many requests",
    retryable: true,
    detail: "Too many requests come at once: wait a second, then try again.",
    headers: retryAfter
  },
  {
    type: ResponseType.INTEGRATION_TIMEOUT,
    code: "DEADLINE_EXCEEDED",
    status: 504,
    title: "Deadline exceeded",
    retryable: true,
    detail: "The answer took too long."
  },
  {
    type: ResponseType.DEFAULT_4XX,
    code: "MALFORMED_REQUEST",
    status: 400,
    title: "Malformed request",
    retryable: false,
    detail: "The request could not be read."
  },
  {
    type: ResponseType.DEFAULT_5XX,
    code: "INTERNAL_ERROR",
    status: 500,
    title: "Internal error",
    retryable: true,
    detail: "Something went wrong on our side."
  }
]

/** As `addGatewayResponse` takes them. API Gateway knows no correlation id, so its own request id is one. */
export const responses = problems.map(({ detail, headers = {}, type, ...kind }) => ({
  type,
  // What fell to a default keeps the status that API Gateway gave it.
  ...(type === ResponseType.DEFAULT_4XX || type === ResponseType.DEFAULT_5XX
    ? {}
    : { statusCode: String(kind.status) }),
  responseHeaders: { "X-Correlation-ID": "context.requestId", "Cache-Control": "'no-store'", ...headers },
  templates: { "application/problem+json": JSON.stringify(problemBody(kind, detail, "$context.requestId")) }
}))
