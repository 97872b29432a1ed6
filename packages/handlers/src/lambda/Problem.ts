import { problemBody, type ProblemKind } from "@serenya/api/Problem"
import type { APIGatewayProxyResult } from "aws-lambda"
import type { HttpServerResponse } from "effect/http"

interface Answer extends ProblemKind {
  readonly detail: string
}

const answers = {
  400: {
    status: 400,
    code: "MALFORMED_REQUEST",
    title: "Malformed request",
    retryable: false,
    detail: "The request could not be read."
  },
  404: {
    status: 404,
    code: "ROUTE_NOT_FOUND",
    title: "Not found",
    retryable: false,
    detail: "Nothing answers at this path."
  },
  405: {
    status: 405,
    code: "METHOD_NOT_ALLOWED",
    title: "Method not allowed",
    retryable: false,
    detail: "This path answers to other methods."
  },
  413: {
    status: 413,
    code: "PAYLOAD_TOO_LARGE",
    title: "Payload too large",
    retryable: false,
    detail: "The body is too large."
  },
  415: {
    status: 415,
    code: "UNSUPPORTED_MEDIA_TYPE",
    title: "Unsupported media type",
    retryable: false,
    detail: "The body's content type is not accepted here."
  },
  500: {
    status: 500,
    code: "INTERNAL_ERROR",
    title: "Internal error",
    retryable: true,
    detail: "Something went wrong on our side."
  },
  503: {
    status: 503,
    code: "SERVICE_UNAVAILABLE",
    title: "Service unavailable",
    retryable: true,
    detail: "The service cannot answer now."
  },
  504: {
    status: 504,
    code: "DEADLINE_EXCEEDED",
    title: "Deadline exceeded",
    retryable: true,
    detail: "The answer took too long."
  }
} as const satisfies Record<number, Answer>

/** The answers that are given without asking a route. */
export type Status = keyof typeof answers

const isStatus = (status: number): status is Status => status in answers

/** A whole answer; `headers` are added to the content type. */
export const resultOf = (
  status: Status,
  correlationId: string,
  headers: { readonly [name: string]: string } = {}
): APIGatewayProxyResult => ({
  statusCode: status,
  multiValueHeaders: {
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    "content-type": ["application/problem+json"],
    "cache-control": ["no-store"]
  },
  isBase64Encoded: false,
  body: JSON.stringify(problemBody(answers[status], answers[status].detail, correlationId))
})

/** The problem that effect's router or HttpApi left unsaid: an error status without a JSON body. */
export const missingFrom = (response: HttpServerResponse.HttpServerResponse): Status | undefined => {
  if (response.status < 400 || /json\b/.test(response.headers["content-type"] ?? "")) return undefined
  if (isStatus(response.status)) return response.status
  return response.status < 500 ? 400 : 500
}
