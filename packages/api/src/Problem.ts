import { Effect, Record, Schema, SchemaGetter } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { CorrelationId } from "./CorrelationId.ts"
import { toSnakeCase } from "./SnakeCase.ts"

/** The members every problem has (RFC 9457, and ours: `code`, `retryable`, `correlation_id`). */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: string
  readonly retryable: boolean
  readonly correlation_id: string
}

/** What a kind of problem always says. */
export interface ProblemKind {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly retryable: boolean
  /** Members that are the same in every problem of this kind, such as where to go next. */
  readonly members?: Readonly<Record<string, string>>
}

/** `UserNotFound` → `USER_NOT_FOUND`. */
export const codeOf = (tag: string): string => toSnakeCase(tag).slice(1).toUpperCase()

const typeOf = (code: string): string => `https://serenya.health/problems/${code.toLowerCase().replaceAll("_", "-")}`

const instanceOf = (correlationId: string): string => `urn:serenya:request:${correlationId}`

/** A problem about one request. `instance` names the request, never what it asked for: two unknown ids read the same. */
export const problemBody = (
  { code, status, title, retryable, members }: ProblemKind,
  detail: string,
  correlationId: string
): ProblemBody => ({
  type: typeOf(code),
  title,
  status,
  detail,
  instance: instanceOf(correlationId),
  code,
  retryable,
  correlation_id: correlationId,
  ...members
})

/** The same problem, met by another request. */
export const metBy = (problem: ProblemBody, correlationId: string): ProblemBody => ({
  ...problem,
  instance: instanceOf(correlationId),
  correlation_id: correlationId
})

const envelope = ({ code, status, title, retryable, members = {} }: ProblemKind) => ({
  type: Schema.Literal(typeOf(code)),
  title: Schema.Literal(title),
  status: Schema.Literal(status),
  detail: Schema.String,
  instance: Schema.String,
  code: Schema.Literal(code),
  retryable: Schema.Literal(retryable),
  correlation_id: Schema.String,
  ...Record.map(members, (value) => Schema.Literal(value))
})

/** A refusal of the domain: its class, with the fields a caller needs. */
type RefusalClass<E extends { readonly message: string }> = Schema.Codec<E, unknown> & {
  readonly fields: Schema.Struct.Fields
  readonly identifier: string
}

const answered = { contentType: "application/problem+json" } as const

/**
 * A refusal as `application/problem+json`: the only place where one meets a status code. The refusal's own fields follow
 * in snake_case, and the typed client gets the refusal itself back.
 */
export const problem = <E extends { readonly _tag: string; readonly message: string }>(
  refusal: RefusalClass<E>,
  options: Omit<ProblemKind, "code" | "retryable"> & { readonly retryable?: boolean }
): Schema.Codec<E, ProblemBody> => {
  const kind: ProblemKind = { retryable: false, ...options, code: codeOf(refusal.identifier) }
  const own = Object.keys(refusal.fields).filter((key) => key !== "_tag")
  const json = Schema.toCodecJson(refusal)
  const encode = Schema.encodeEffect(json)
  const decode = Schema.decodeUnknownEffect(json)
  const body = Schema.Struct({
    ...envelope(kind),
    ...Object.fromEntries(
      own.map((key) => [toSnakeCase(key), Schema.toEncoded(Schema.toCodecJson(refusal.fields[key] ?? Schema.Unknown))])
    )
  }).annotate({ identifier: `${refusal.identifier}Problem` })
  // The body's fields are those of whichever refusal came in, so its static type cannot be written down.
  return body.pipe(
    Schema.decodeTo(Schema.toType(refusal), {
      decode: SchemaGetter.transformEffect((problem) =>
        Effect.mapError(
          decode({
            _tag: refusal.identifier,
            ...Object.fromEntries(own.map((key) => [key, Reflect.get(problem, toSnakeCase(key))]))
          }),
          ({ issue }) => issue
        )
      ),
      encode: SchemaGetter.transformEffect((error) =>
        Effect.zipWith(encode(error), CorrelationId, (fields, correlationId) => ({
          ...problemBody(kind, error.message, correlationId),
          ...Object.fromEntries(own.map((key) => [toSnakeCase(key), Reflect.get(Object(fields), key)]))
        })).pipe(Effect.mapError(({ issue }) => issue))
      )
    }),
    HttpApiSchema.asJson(answered),
    HttpApiSchema.status(kind.status)
  ) as Schema.Codec<E, ProblemBody>
}
