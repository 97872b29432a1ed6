import { type Measurement, measurement } from "@serenya/domain/telemetry/Meter"
import type { APIGatewayProxyResult } from "aws-lambda"

const refusals = ["400", "401", "403", "404", "405", "409", "413", "415", "422", "429"] as const
const failures = ["500", "503", "504"] as const

/** The word for what stood in the way, from the problem that is the answer. */
const codeIn = (body: string): string => {
  try {
    const { code }: { readonly code?: unknown } = JSON.parse(body)
    return typeof code === "string" ? code : "UNTOLD"
  } catch {
    return "UNTOLD"
  }
}

/**
 * Counts an answer that says no by its status, and gives what the log's line should say of any answer. The code stands in
 * the line alone: as a dimension each would cost as a metric of its own.
 */
export const count = (
  { body, statusCode }: APIGatewayProxyResult,
  record: (measured: Measurement) => void
): { readonly status: string; readonly code?: string } => {
  const status = String(statusCode)
  if (statusCode < 400) return { status }
  const refusal = refusals.find((known) => known === status)
  const failure = failures.find((known) => known === status)
  if (refusal !== undefined) record(measurement("Refusals", { status: refusal }))
  if (failure !== undefined) record(measurement("FailedAnswers", { status: failure }))
  return { status, code: codeIn(body) }
}
