import { Api } from "@serenya/api/Api"
import { Schema } from "effect"
import { OpenApi } from "effect/http-api"

const Operation = Schema.Struct({
  security: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)),
  parameters: Schema.Array(Schema.Struct({ name: Schema.String, in: Schema.String })),
  requestBody: Schema.optionalKey(Schema.Unknown),
  responses: Schema.Record(Schema.String, Schema.Unknown)
})

const Document = Schema.Struct({ paths: Schema.Record(Schema.String, Schema.Record(Schema.String, Operation)) })

/** One route, as the OpenAPI document promises it. */
export interface Route {
  /** Such as `POST /api/v1/process/upload`. */
  readonly name: string
  readonly method: string
  readonly template: string
  readonly demandsToken: boolean
  readonly hasBody: boolean
  readonly takesIdempotencyKey: boolean
  readonly parameters: ReadonlyArray<string>
  /** The statuses that are promised for a request that goes well. */
  readonly successes: ReadonlyArray<number>
}

/** Every route of the document: whoever adds one adds it here. */
export const routes: ReadonlyArray<Route> = Object.entries(
  Schema.decodeUnknownSync(Document)(OpenApi.fromApi(Api)).paths
).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${template}`,
    method: method.toUpperCase(),
    template,
    demandsToken: operation.security.some((requirement) => "bearer" in requirement),
    hasBody: operation.requestBody !== undefined,
    takesIdempotencyKey: operation.parameters.some(({ name }) => name === "idempotency-key"),
    parameters: operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name),
    successes: Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status < 400)
  }))
)
