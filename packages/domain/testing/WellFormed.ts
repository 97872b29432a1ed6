import { Effect, Schema } from "effect"

/**
 * Generated text may hold half a surrogate pair, which is no Unicode and which no store or cipher need keep: `?` stands
 * in for it. (`JSON.stringify` escapes nothing else that way.)
 */
export const wellFormed = <A, I>(schema: Schema.Codec<A, I>) => {
  const Json = Schema.fromJsonString(Schema.toCodecJson(schema))
  const encode = Schema.encodeEffect(Json)
  const decode = Schema.decodeEffect(Json)
  return (value: A): Effect.Effect<A, Schema.SchemaError> =>
    Effect.flatMap(encode(value), (json) => decode(json.replaceAll(/\\ud[0-9a-f]{3}/g, "?")))
}
