import { Schema } from "effect"

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

/** The same struct with snake_case keys in JSON: the API's convention, the domain stays camelCase. One level; nested structs say it themselves. */
export const snakeCase = <const Fields extends Schema.Struct.Fields>(
  struct: Schema.Struct<Fields>
): Schema.encodeKeys<Schema.Struct<Fields>, SnakeKeys<Fields>> =>
  struct.pipe(
    Schema.encodeKeys(
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets which key it mapped
      Object.fromEntries(Object.keys(struct.fields).map((key) => [key, toSnakeCase(key)])) as SnakeKeys<Fields>
    )
  )

/** Names a schema's JSON in the OpenAPI document. */
export const named =
  (identifier: string) =>
  <S extends Schema.Top>(self: S): S["Rebuild"] =>
    self.pipe(Schema.annotateEncoded({ identifier }))
