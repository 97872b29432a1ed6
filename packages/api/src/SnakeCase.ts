import { Schema, SchemaTransformation, Struct } from "effect"

/** `givenName` → `given_name`, in types. */
export type SnakeCase<S extends string> = S extends `${infer Head}${infer Tail}`
  ? Head extends Uppercase<Head>
    ? Head extends Lowercase<Head>
      ? `${Head}${SnakeCase<Tail>}`
      : `_${Lowercase<Head>}${SnakeCase<Tail>}`
    : `${Head}${SnakeCase<Tail>}`
  : S

type SnakeKeys<Fields> = { readonly [K in keyof Fields]: K extends string ? SnakeCase<K> : K }

export const toSnakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const renaming = (names: ReadonlyArray<readonly [string, string]>) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets which key it maps
  Struct.renameKeys(Object.fromEntries(names)) as (fields: object) => never

/**
 * The same struct with snake_case keys in JSON: the API's convention, the domain stays camelCase. One level; nested structs
 * say it themselves. `identifier` names the JSON in the OpenAPI document, as `named` does, which would turn the whole struct
 * inside out and back for it while every start waits.
 */
export const snakeCase = <const Fields extends Schema.Struct.Fields>(
  struct: Schema.Struct<Fields>,
  identifier?: string
): Schema.encodeKeys<Schema.Struct<Fields>, SnakeKeys<Fields>> => {
  const names = Object.keys(struct.fields).map((key) => [key, toSnakeCase(key)] as const)
  const json = Schema.Struct(
    Object.fromEntries(names.map(([key, name]) => [name, Schema.toEncoded(struct.fields[key] ?? Schema.Never)]))
  )
  const codec = (identifier === undefined ? json : json.annotate({ identifier })).pipe(
    Schema.decodeTo(
      struct,
      SchemaTransformation.transform<Schema.Struct<Fields>["Encoded"], Readonly<Record<string, unknown>>>({
        decode: renaming(names.map(([key, name]) => [name, key])),
        encode: renaming(names)
      })
    )
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nor can its type be followed through the names
  return codec as unknown as Schema.encodeKeys<Schema.Struct<Fields>, SnakeKeys<Fields>>
}

/** Names the JSON of any other schema in the OpenAPI document. */
export const named =
  (identifier: string) =>
  <S extends Schema.Top>(self: S): S["Rebuild"] =>
    self.pipe(Schema.annotateEncoded({ identifier }))
