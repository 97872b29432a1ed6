import type { ToolConfiguration } from "@aws-sdk/client-bedrock-runtime"
import { type Result, Schema } from "effect"

/** The only way to answer: a tool that must be called, and what its input must decode to. */
export interface Tool<A> {
  readonly name: string
  readonly configuration: ToolConfiguration
  readonly decode: (input: unknown) => Result.Result<A, Schema.SchemaError>
}

/** Bedrock follows no `$ref`: every definition stands where it is used. */
const jsonSchemaOf = (schema: Schema.Top) =>
  Schema.toJsonSchemaDocument(schema, { referencePolicy: () => undefined, onExcessProperty: "error" }).schema

/** An answer is a value of `schema` or nothing. */
export const toolOf = <A, I>(name: string, description: string, schema: Schema.Codec<A, I>): Tool<A> => ({
  name,
  configuration: {
    tools: [
      { toolSpec: { name, description, inputSchema: { json: JSON.parse(JSON.stringify(jsonSchemaOf(schema))) } } }
    ],
    toolChoice: { tool: { name } }
  },
  decode: Schema.decodeUnknownResult(Schema.toCodecJson(schema), { errors: "all" })
})
