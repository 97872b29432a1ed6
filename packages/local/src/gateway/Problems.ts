import { problemBody, type ProblemKind } from "@serenya/api/Problem"
import * as Problem from "@serenya/handlers/lambda/Problem"
import type { APIGatewayProxyResult } from "aws-lambda"
import type { Answer } from "./Http.ts"

export const answerOf = ({
  body,
  headers,
  isBase64Encoded,
  multiValueHeaders,
  statusCode
}: APIGatewayProxyResult): Answer => ({
  status: statusCode,
  headers: {
    ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    ...Object.fromEntries(Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, values.map(String)]))
  },
  body: isBase64Encoded === true ? Buffer.from(body, "base64") : body
})

const named = (answer: Answer, correlationId: string): Answer => ({
  ...answer,
  headers: { ...answer.headers, "x-correlation-id": correlationId }
})

/** A problem that the gateway states itself, without asking a function. */
export const of = (
  status: Problem.Status,
  correlationId: string,
  headers: Readonly<Record<string, string>> = {}
): Answer => named(answerOf(Problem.resultOf(status, correlationId, headers)), correlationId)

const own = (
  kind: ProblemKind,
  detail: string,
  correlationId: string,
  headers: Readonly<Record<string, string>> = {}
): Answer =>
  named(
    {
      status: kind.status,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
      body: JSON.stringify(problemBody(kind, detail, correlationId))
    },
    correlationId
  )

/** What `Authentication` of the API promises where there is no good credential. */
export const unauthenticated = (correlationId: string): Answer =>
  own(
    { code: "UNAUTHENTICATED", status: 401, title: "Not signed in", retryable: false },
    "Sign in and send the access token as a bearer token",
    correlationId,
    { "www-authenticate": "Bearer" }
  )

/** The authorizer's policy does not cover the method. */
export const forbidden = (correlationId: string): Answer =>
  own(
    { code: "FORBIDDEN", status: 403, title: "Not allowed", retryable: false },
    "The access token does not cover this call.",
    correlationId
  )
