import { Clock, Effect, type Exit, References, Tracer } from "effect"

/** More spans than this of one invocation are not kept: it is then no longer one thought. */
const maxSpans = 1000

/** After a delivery that failed, none is tried for a while: a collector that is gone must not slow every answer. */
const pauseMillis = 60_000

/** Keeps each span when it ends. */
const keeping = (kept: Array<Tracer.Span>): Tracer.Tracer => {
  class KeptSpan extends Tracer.NativeSpan {
    override end(endTime: bigint, exit: Exit.Exit<unknown, unknown>) {
      super.end(endTime, exit)
      if (kept.length < maxSpans) kept.push(this)
    }
  }
  return Tracer.make({ span: (options) => new KeptSpan(options) })
}

const lambdaTrace = /^Root=1-([0-9a-f]{8})-([0-9a-f]{24});Parent=([0-9a-f]{16})(?:;Sampled=([01]))?/

/** The trace that API Gateway began, which its access log names too. */
const parentOf = (header: string | undefined) => {
  const [, seconds, random, spanId] = lambdaTrace.exec(header ?? "") ?? []
  if (seconds === undefined || random === undefined || spanId === undefined) return {}
  return { parent: Tracer.externalSpan({ traceId: `${seconds}${random}`, spanId, sampled: true }) }
}

/** What delivers spans is no part of a start. */
const load = () => import("./tracing/OtlpExport.ts")

/**
 * Tells an OpenTelemetry collector what an invocation spent its time with, where `OTEL_EXPORTER_OTLP_ENDPOINT` names one, before
 * the invocation ends: Lambda freezes us then. Elsewhere no span is kept. A collector that does not answer within a second is
 * let go for a minute; the answer stays what it is.
 */
export const make = () => {
  let silentUntil = 0

  const delivered = (endpoint: string, spans: ReadonlyArray<Tracer.Span>) =>
    Effect.tryPromise(async () => (await load()).deliver(endpoint, spans)).pipe(
      Effect.catchCause((cause) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          silentUntil = now + pauseMillis
          return Effect.logWarning("spans not delivered", cause)
        })
      )
    )

  const asTrace = Effect.fnUntraced(function* <A, E, R>(endpoint: string, effect: Effect.Effect<A, E, R>) {
    if ((yield* Clock.currentTimeMillis) < silentUntil) return yield* effect
    const spans: Array<Tracer.Span> = []
    const attributes = yield* References.CurrentLogAnnotations
    const parent = parentOf(process.env["_X_AMZN_TRACE_ID"])
    return yield* effect.pipe(
      Effect.withSpan("invocation", { kind: "server", attributes, ...parent }),
      Effect.provideService(Tracer.Tracer, keeping(spans)),
      Effect.ensuring(Effect.suspend(() => delivered(endpoint, spans)))
    )
  })

  return <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
    const endpoint = process.env["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? ""
    return endpoint === "" ? effect : asTrace(endpoint, effect)
  }
}
