import type { Cause, Tracer } from "effect"

const answerWithin = 1000

/** What a span may say besides its name: everything else may hold an address, a path or a word of somebody's. */
const told = new Set([
  "correlation_id",
  "function",
  "stopReason",
  "inputTokens",
  "outputTokens",
  "http.response.status_code"
])

const kinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const

const valueOf = (value: unknown) => {
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  return typeof value === "boolean" ? { boolValue: value } : { stringValue: String(value) }
}

const attribute = (key: string, value: unknown) => ({ key, value: valueOf(value) })

const attributesOf = (span: Tracer.Span) =>
  Array.from(span.attributes)
    .filter(([key, value]) => told.has(key) && ["string", "number", "boolean"].includes(typeof value))
    .map(([key, value]) => attribute(key, value))

/** By its tag or class: a message may quote what a person sent. */
const kindOf = (reason: Cause.Reason<unknown>): string => {
  if (reason._tag === "Interrupt") return "Interrupt"
  const error: unknown = reason._tag === "Fail" ? reason.error : reason.defect
  const tag: unknown = Reflect.get(Object(error), "_tag")
  const word: unknown = typeof tag === "string" ? tag : Reflect.get(Object(error), "name")
  return typeof word === "string" && /^[A-Za-z]{1,60}$/.test(word) ? word : "Error"
}

const ok = { code: 1 }

/** An interruption alone is nobody's fault. */
const statusOf = ({ status }: Tracer.Span) => {
  if (status._tag === "Started" || status.exit._tag === "Success") return ok
  const reasons = status.exit.cause.reasons.filter(({ _tag }) => _tag !== "Interrupt")
  return reasons.length === 0 ? { code: 0 } : { code: 2, message: reasons.map(kindOf).join(" ") }
}

const endOf = ({ status }: Tracer.Span) => (status._tag === "Ended" ? status.endTime : status.startTime)

const spanOf = (span: Tracer.Span) => ({
  traceId: span.traceId.padStart(32, "0"),
  spanId: span.spanId,
  ...(span.parent._tag === "Some" && { parentSpanId: span.parent.value.spanId }),
  name: span.name,
  kind: kinds[span.kind],
  startTimeUnixNano: String(span.status.startTime),
  endTimeUnixNano: String(endOf(span)),
  attributes: attributesOf(span),
  status: statusOf(span)
})

/** As the OpenTelemetry protocol has it in JSON, by opentelemetry-proto 1.x. */
export const encode = (service: string, spans: ReadonlyArray<Tracer.Span>): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [attribute("service.name", service)] },
        scopeSpans: [{ scope: { name: "serenya" }, spans: spans.map(spanOf) }]
      }
    ]
  })

const headersIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split(",").flatMap((pair) => {
      const [name = "", value] = pair.split("=").map((part) => decodeURIComponent(part.trim()))
      return name === "" || value === undefined ? [] : [[name, value]]
    })
  )

/** Resolves when the collector has them; fails, within a second, where it does not take them. */
export const deliver = (endpoint: string, spans: ReadonlyArray<Tracer.Span>): Promise<void> =>
  new Promise((resolve, reject) => {
    const url = new URL(`${endpoint.replace(/\/$/, "")}/v1/traces`)
    const body = encode(process.env["AWS_LAMBDA_FUNCTION_NAME"] ?? "serenya", spans)
    // Not imported: a module that the start uses too would become a file for it to open.
    const { request: begin } = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http")
    const request = begin(url, {
      method: "POST",
      headers: {
        ...headersIn(process.env["OTEL_EXPORTER_OTLP_HEADERS"] ?? ""),
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body)
      },
      signal: AbortSignal.timeout(answerWithin)
    })
    request.once("error", reject)
    request.once("response", (response) => {
      response.resume()
      const { statusCode = 0 } = response
      if (statusCode >= 200 && statusCode < 300) response.once("end", () => resolve())
      else reject(new Error(`The collector answered ${statusCode}`))
    })
    request.end(body)
  })
