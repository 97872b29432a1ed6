import { type Measurement, Meter, measurement } from "@serenya/domain/telemetry/Meter"
import type { Context as AwsContext } from "aws-lambda"
import { Context } from "effect"
import * as Correlation from "./Correlation.ts"
import * as EmbeddedMetrics from "./EmbeddedMetrics.ts"
import type { Within } from "./LambdaRuntime.ts"

/** One invocation, as far as it is counted. */
export interface Metered {
  /** What every fiber of the invocation carries: its ids, and the meter. */
  readonly within: Within
  readonly record: (measured: Measurement) => void
  /** Says in one line of the log what happened; only when the answer is there, since Lambda freezes us then. */
  readonly end: (properties?: Readonly<Record<string, string | number>>) => void
}

/** Off where a person reads what is printed, as in the demo. */
const isPrinted = () => process.env["METRIC_LINES"] !== "off"

/** Counts what happens in each invocation of one function; the first one of a process is a cold start. */
export const make = () => {
  let isCold = true
  let printing: boolean | undefined

  return (aws: AwsContext, correlationId: string): Metered => {
    const startedAt = performance.now()
    const ours = { function: aws.functionName }
    const measured: Array<Measurement> = []
    const record = (one: Measurement) => {
      measured.push(one)
    }
    if (isCold) record({ ...measurement("ColdStarts"), dimensions: ours })
    isCold = false
    const correlated = Correlation.within(aws, correlationId)

    return {
      record,
      within: (services) => Context.add(correlated(services), Meter, { record }),
      end: (properties = {}) => {
        printing ??= isPrinted()
        if (!printing) return
        const now = Date.now()
        const latency = Math.round((performance.now() - startedAt) * 1000) / 1000
        record({ ...measurement("Latency", {}, latency), dimensions: ours })
        const lines = EmbeddedMetrics.write(measured, EmbeddedMetrics.namespaceOf(aws.functionName), now, {
          ...ours,
          correlation_id: correlationId,
          timestamp: new Date(now).toISOString(),
          level: "INFO",
          message: "invocation",
          ...properties
        })
        for (const line of lines) process.stdout.write(`${line}\n`)
      }
    }
  }
}
