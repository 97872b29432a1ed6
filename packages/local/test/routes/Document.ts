import { Api } from "@serenya/api/Api"
import { Schema } from "effect"
import { OpenApi } from "effect/http-api"

const Operation = Schema.Struct({
  security: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)),
  parameters: Schema.Array(Schema.Struct({ name: Schema.String, in: Schema.String })),
  requestBody: Schema.optionalKey(Schema.Unknown),
  responses: Schema.Record(Schema.String, Schema.Unknown)
})

const Document = Schema.Struct({
  paths: Schema.Record(Schema.String, Schema.Record(Schema.String, Operation)),
  components: Schema.Struct({ schemas: Schema.Record(Schema.String, Schema.Unknown) })
})

const document = Schema.decodeUnknownSync(Document)(OpenApi.fromApi(Api))

/** A JSON Schema with what it refers to and what it is made of, each as a schema of its own. */
const partsOf = (schema: unknown): ReadonlyArray<object> => {
  if (typeof schema !== "object" || schema === null) return []
  const reference: unknown = Reflect.get(schema, "$ref")
  const referred =
    typeof reference === "string" ? partsOf(document.components.schemas[reference.split("/").at(-1) ?? ""]) : []
  const made = ["anyOf", "oneOf", "allOf"].flatMap((word) => [Reflect.get(schema, word) ?? []].flat())
  return [schema, ...referred, ...made.flatMap(partsOf)]
}

/** What an object of this schema may say: each property's name, and its schemas. */
export const declared = (schemas: ReadonlyArray<unknown>): Readonly<Record<string, ReadonlyArray<unknown>>> => {
  const properties: Record<string, Array<unknown>> = {}
  for (const part of schemas.flatMap(partsOf)) {
    for (const [name, schema] of Object.entries(Object(Reflect.get(part, "properties") ?? {}))) {
      ;(properties[name] ??= []).push(schema)
    }
  }
  return properties
}

const bodyOf = (body: unknown): ReadonlyArray<unknown> =>
  Object.values(Object(Reflect.get(Object(body), "content") ?? {})).map((media) => Reflect.get(Object(media), "schema"))

/** The codes of the problems that an answer may say. */
const codesOf = (answer: unknown): ReadonlyArray<unknown> =>
  (declared(bodyOf(answer))["code"] ?? []).flatMap((code) => Reflect.get(Object(code), "enum") ?? [])

/** One route, as the OpenAPI document promises it. */
export interface Route {
  /** Such as `POST /api/v1/process/upload`. */
  readonly name: string
  readonly method: string
  readonly template: string
  readonly demandsToken: boolean
  /** Whoever registered a phone is asked for a fresh proof. */
  readonly demandsStepUp: boolean
  readonly hasBody: boolean
  /** The schemas of the body, one per media type. */
  readonly body: ReadonlyArray<unknown>
  readonly takesIdempotencyKey: boolean
  readonly parameters: ReadonlyArray<string>
  /** The statuses that are promised for a request that goes well. */
  readonly successes: ReadonlyArray<number>
}

/** Every route of the document: whoever adds one adds it here. */
export const routes: ReadonlyArray<Route> = Object.entries(document.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${template}`,
    method: method.toUpperCase(),
    template,
    demandsToken: operation.security.some((requirement) => "bearer" in requirement),
    demandsStepUp: codesOf(operation.responses["401"]).includes("BIOMETRIC_REQUIRED"),
    hasBody: operation.requestBody !== undefined,
    body: bodyOf(operation.requestBody),
    takesIdempotencyKey: operation.parameters.some(({ name }) => name === "idempotency-key"),
    parameters: operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name),
    successes: Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status < 400)
  }))
)
