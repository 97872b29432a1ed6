import { metBy } from "@serenya/api/Problem"
import { Option, Predicate, Redacted, Schema } from "effect"
import { HttpServerResponse } from "effect/http"
import { jsonOf } from "./RequestText.ts"

const KeptAnswer = Schema.fromJsonString(
  Schema.Struct({ status: Schema.Int, headers: Schema.Record(Schema.String, Schema.String), body: Schema.String })
)
type KeptAnswer = typeof KeptAnswer.Type

const encode = Schema.encodeSync(KeptAnswer)
const decode = Schema.decodeSync(KeptAnswer)

/** Nothing was done yet: malformed, not signed in, too large, no JSON, too often. */
const unheard = new Set([400, 401, 413, 415, 429])

const isRetryable = (body: string): boolean =>
  Option.exists(jsonOf(body), (json) => Predicate.hasProperty(json, "retryable") && json.retryable === true)

/** What would be the same another time. An outage, a lost race and a missing credential pass. */
const isFinal = ({ status, body }: KeptAnswer): boolean =>
  status < 400 || (status < 500 && !unheard.has(status) && !isRetryable(body))

const textOf = ({ body }: HttpServerResponse.HttpServerResponse): Option.Option<string> => {
  if (body._tag === "Empty") return Option.some("")
  return body._tag === "Uint8Array" ? Option.some(body.text ?? new TextDecoder().decode(body.body)) : Option.none()
}

/** None for what is not to be answered again. */
export const of = (response: HttpServerResponse.HttpServerResponse): Option.Option<Redacted.Redacted> =>
  textOf(response).pipe(
    Option.map((body) => ({ status: response.status, headers: { ...response.headers }, body })),
    Option.filter(isFinal),
    Option.map((answer) => Redacted.make(encode(answer), { label: "answer" }))
  )

const isProblem = (json: unknown): json is Parameters<typeof metBy>[0] => Predicate.hasProperty(json, "correlation_id")

/** The answer as it was, and marked as said before; a problem names the request that meets it now. */
export const again = (answer: Redacted.Redacted, correlationId: string): HttpServerResponse.HttpServerResponse => {
  const kept = decode(Redacted.value(answer))
  const problem = Option.filter(kept.status < 400 ? Option.none() : jsonOf(kept.body), isProblem)
  const body = Option.match(problem, {
    onNone: () => kept.body,
    onSome: (json) => JSON.stringify(metBy(json, correlationId))
  })
  const { "content-type": contentType, "content-length": _, ...others } = kept.headers
  const headers = { ...others, "idempotency-replayed": "true" }
  return contentType === undefined
    ? HttpServerResponse.empty({ status: kept.status, headers })
    : HttpServerResponse.text(body, { status: kept.status, headers, contentType })
}
