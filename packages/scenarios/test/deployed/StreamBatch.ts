import { CreateEventSourceMappingCommand } from "@aws-sdk/client-lambda"
import { assert } from "@effect/vitest"
import { UserTable } from "@serenya/adapters-aws/resources/UserTable"
import { Effect } from "effect"
import type { Clients } from "./Clients.ts"
import { Deployed } from "./Deployed.ts"
import * as Made from "./Made.ts"
import * as TableStream from "./TableStream.ts"
import { at } from "./Template.ts"

/** A change of a person that says a form of row which nobody has written yet. */
const fromTheFuture = (record: unknown): unknown => ({
  ...Object(record),
  dynamodb: {
    ...Object(at(record, "dynamodb")),
    NewImage: { ...Object(at(record, "dynamodb", "NewImage")), schema_version: { N: "99" } }
  }
})

const isOfAPerson = (record: unknown): boolean =>
  at(record, "eventName") === "MODIFY" && at(record, "dynamodb", "Keys", "SK", "S") === "PROFILE"

/**
 * From now on moto forgets what is written as soon as it was told: to a function that it does not run. Otherwise it copies
 * the whole stream for each part of a transaction, and the adapters wait no longer for that.
 */
const forget = ({ dynamo, lambda }: Clients, TableName: string) =>
  Effect.promise(async () => {
    const { streamArn } = await Made.table({ dynamo }, TableName)
    const FunctionName = "serenya-dev-stream-processor"
    const mapping = { FunctionName, EventSourceArn: streamArn, StartingPosition: "TRIM_HORIZON" } as const
    await lambda.send(new CreateEventSourceMappingCommand(mapping))
  })

/** Hands what was written to the function, as Lambda does, and beside it a change that nobody can read. Once: then it is forgotten. */
export const handOver = Effect.gen(function* () {
  const { clients, deployment, endpoint, invoke } = yield* Deployed
  const table = deployment.names[UserTable.env] ?? ""
  const { streamArn = "" } = yield* Effect.promise(() => Made.table(clients, table))
  const records = yield* Effect.promise(() => TableStream.changes(endpoint, streamArn))
  const told = [...records, ...records.filter(isOfAPerson).slice(0, 1).map(fromTheFuture)]
  for (let from = 0; from < told.length; from += 100) {
    const answer = yield* Effect.promise(() => invoke("stream-processor", { Records: told.slice(from, from + 100) }))
    assert.deepStrictEqual(answer, { batchItemFailures: [] })
  }
  yield* forget(clients, table)
  return records.length
})
