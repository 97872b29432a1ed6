import { Effect, Schema } from "effect"
import type { Received } from "./Collector.ts"

const Value = Schema.Struct({
  stringValue: Schema.optionalKey(Schema.String),
  intValue: Schema.optionalKey(Schema.String)
})
const Attribute = Schema.Struct({ key: Schema.String, value: Value })
const Span = Schema.Struct({
  traceId: Schema.String.check(Schema.isPattern(/^[0-9a-f]{32}$/)),
  spanId: Schema.String.check(Schema.isPattern(/^[0-9a-f]{16}$/)),
  parentSpanId: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[0-9a-f]{16}$/))),
  name: Schema.String,
  kind: Schema.Int,
  startTimeUnixNano: Schema.String.check(Schema.isPattern(/^[0-9]{16,20}$/)),
  endTimeUnixNano: Schema.String.check(Schema.isPattern(/^[0-9]{16,20}$/)),
  attributes: Schema.Array(Attribute),
  status: Schema.Struct({ code: Schema.Literals([0, 1, 2]), message: Schema.optionalKey(Schema.String) })
})
/** What a collector takes: `ExportTraceServiceRequest` of the OpenTelemetry protocol, as JSON. */
const Traces = Schema.fromJsonString(
  Schema.Struct({
    resourceSpans: Schema.Array(
      Schema.Struct({
        resource: Schema.Struct({ attributes: Schema.Array(Attribute) }),
        scopeSpans: Schema.Array(
          Schema.Struct({ scope: Schema.Struct({ name: Schema.String }), spans: Schema.Array(Span) })
        )
      })
    )
  })
)
const decode = Schema.decodeUnknownEffect(Traces, { onExcessProperty: "error" })

/** Every span that a collector was sent; fails where a body is none that it would take. */
export const spansIn = (received: ReadonlyArray<Received>) =>
  Effect.map(
    Effect.forEach(received, ({ text }) => decode(text)),
    (all) =>
      all.flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
      )
  )
