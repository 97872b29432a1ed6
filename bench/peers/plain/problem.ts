import { Refusal } from "./users.ts"

const wellFormed = /^[A-Za-z0-9_-]{8,64}$/

/** The caller's id for the request if it is well-formed, else the gateway's. */
export const correlationIdOf = (sent: string | undefined, requestId: string): string =>
  sent !== undefined && wellFormed.test(sent) ? sent : requestId

export interface Problem {
  readonly status: number
  readonly body: string
}

const problem = (status: number, code: string, correlationId: string): Problem => ({
  status,
  body: JSON.stringify({ type: "about:blank", status, code, retryable: status >= 500, correlation_id: correlationId })
})

export const notFound = (correlationId: string) => problem(404, "ROUTE_NOT_FOUND", correlationId)
export const unauthenticated = (correlationId: string) => problem(401, "UNAUTHENTICATED", correlationId)

/** Refusals are told; everything else is logged, without its message, and is a 500. */
export const problemOf = (error: unknown, correlationId: string): Problem => {
  if (error instanceof Refusal) return problem(error.status, error.code, correlationId)
  const name = error instanceof Error ? error.name : typeof error
  console.error(JSON.stringify({ level: "ERROR", correlation_id: correlationId, error: name }))
  return problem(500, "INTERNAL_ERROR", correlationId)
}
