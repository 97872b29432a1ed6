import { IdempotencyItem } from "@serenya/adapters-aws/idempotency/IdempotencyItem"
import { guardsOf } from "@serenya/adapters-aws/users/GuardItem"
import { ProfileAttributes } from "@serenya/adapters-aws/users/ProfileItem"
import { toSnakeCase } from "@serenya/api/SnakeCase"
import { IdempotencyRecord } from "@serenya/domain/idempotency/IdempotencyRecord"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { User } from "@serenya/domain/users/User"
import { Effect, Schema } from "effect"

/** The name of every property that a JSON Schema knows, however deep. */
const propertiesIn = (schema: unknown): ReadonlyArray<string> =>
  typeof schema !== "object" || schema === null
    ? []
    : Object.entries(schema).flatMap(([name, value]) => [
        ...(name === "properties" ? Object.keys(Object(value)) : []),
        ...propertiesIn(value)
      ])

const namesOf = (schema: Schema.Top) => propertiesIn(Schema.toJsonSchemaDocument(schema))

/** What anything is called that we store, as in the rows and as in the domain, in the domain's spelling and in JSON's. */
export const storedNames = Effect.map(Fixtures.user, (user): ReadonlyArray<string> => {
  const rows = [
    ...namesOf(Schema.toEncoded(ProfileAttributes)),
    ...guardsOf(user).flatMap(({ item }) => Object.keys(item)),
    ...namesOf(Schema.toEncoded(IdempotencyItem))
  ]
  const domain = [...namesOf(Schema.toCodecJson(User)), ...namesOf(Schema.toCodecJson(IdempotencyRecord))]
  return [...new Set([...rows, ...domain, ...domain.map(toSnakeCase), "__proto__", "constructor"])]
})
