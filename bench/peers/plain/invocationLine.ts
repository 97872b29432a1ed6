import type { Context } from "aws-lambda"

let isCold = true

const metricsOf = (cold: boolean) => [
  ...(cold ? [{ Name: "ColdStarts", Unit: "Count" }] : []),
  { Name: "Latency", Unit: "Milliseconds" }
]

/** One line of the log for each invocation, which CloudWatch also reads as metrics: what every function of ours writes. */
export const invocationLine = (
  { functionName }: Pick<Context, "functionName">,
  correlationId: string,
  startedAt: number,
  properties: Readonly<Record<string, string>> = {}
): void => {
  const now = Date.now()
  const line = {
    function: functionName,
    correlation_id: correlationId,
    timestamp: new Date(now).toISOString(),
    level: "INFO",
    message: "invocation",
    ...properties,
    ...(isCold && { ColdStarts: 1 }),
    Latency: [Math.round((performance.now() - startedAt) * 1000) / 1000],
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: functionName, Dimensions: [["function"]], Metrics: metricsOf(isCold) }]
    }
  }
  isCold = false
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
