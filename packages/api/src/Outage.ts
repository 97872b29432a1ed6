import { Resource, Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Schema, SchemaGetter } from "effect"
import { HttpApiSchema } from "effect/http-api"
import { CorrelationId } from "./CorrelationId.ts"
import { problemBody } from "./Problem.ts"

const codes = [
  "STORAGE_UNAVAILABLE",
  "ANALYSIS_UNAVAILABLE",
  "IDENTITY_PROVIDER_UNAVAILABLE",
  "KEYS_UNAVAILABLE",
  "STORE_UNAVAILABLE"
] as const

const Body = Schema.Struct({
  type: Schema.String,
  title: Schema.String,
  status: Schema.Literal(503),
  detail: Schema.String,
  instance: Schema.String,
  code: Schema.Literals(codes),
  retryable: Schema.Boolean,
  correlation_id: Schema.String
}).annotate({ identifier: "UnavailableProblem" })

const codeOf = (resource: Resource): (typeof codes)[number] => {
  switch (resource) {
    case "storage":
      return "STORAGE_UNAVAILABLE"
    case "analysis":
      return "ANALYSIS_UNAVAILABLE"
    case "identity_provider":
      return "IDENTITY_PROVIDER_UNAVAILABLE"
    case "keys":
      return "KEYS_UNAVAILABLE"
    case "store":
      return "STORE_UNAVAILABLE"
  }
}

const resourceOf = (code: (typeof codes)[number]): Resource =>
  Resource.literals.find((resource) => codeOf(resource) === code) ?? "storage"

/** `Unavailable` as a 503. It says what is down and whether trying again helps; operation and cause stay with us. */
export const outage = Body.pipe(
  Schema.decodeTo(Schema.toType(Unavailable), {
    decode: SchemaGetter.transform(
      ({ code, retryable, detail }) =>
        new Unavailable({ resource: resourceOf(code), operation: detail, retryable, cause: undefined })
    ),
    encode: SchemaGetter.transformEffect(({ resource, retryable }) =>
      Effect.map(CorrelationId, (correlationId) => ({
        ...problemBody(
          { code: codeOf(resource), status: 503, title: "Unavailable", retryable },
          retryable
            ? "The service cannot answer now; try again later"
            : "The service cannot answer until it has been repaired",
          correlationId
        ),
        status: 503 as const,
        code: codeOf(resource)
      }))
    )
  }),
  HttpApiSchema.asJson({ contentType: "application/problem+json" }),
  HttpApiSchema.status(503)
)
