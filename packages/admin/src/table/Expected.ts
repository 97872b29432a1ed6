import { tableNamed } from "@serenya/adapters-aws/dynamo/DescribeTable"
import { NamedTable } from "@serenya/adapters-aws/dynamo/NamedTable"
import { Effect, Option } from "effect"

/** About how many rows the table has: DynamoDB counts them every six hours. None where it has not counted yet. */
export const rows = Effect.gen(function* () {
  const { client, name } = yield* NamedTable
  const known = yield* tableNamed(client, name)
  return Option.filter(
    Option.map(known, ({ ItemCount = 0 }) => ItemCount),
    (count) => count > 0
  )
})
