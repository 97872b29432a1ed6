import type { Item } from "@serenya/adapters-aws/dynamo/AttributeValue"
import * as DynamoJson from "@serenya/adapters-aws/dynamo/DynamoJson"
import { type ImportUnit, unitsOf } from "@serenya/adapters-aws/rows/ImportUnit"
import { trouble } from "@serenya/local/cli/Trouble"
import { Option, Stream } from "effect"
import { lines } from "../files/Lines.ts"

const rowOf = (line: string): Item =>
  Option.getOrThrowWith(DynamoJson.decode(line), () => new Error("A line is no item in DynamoDB's JSON"))

/** One line is looked ahead: a data key belongs to the profile before it. */
async function* read(path: string): AsyncGenerator<ImportUnit> {
  let last: ReadonlyArray<ImportUnit> = []
  for await (const line of lines(path)) {
    const row = rowOf(line)
    const [before] = last
    const units = unitsOf(before === undefined || Option.isSome(before.dataKey) ? [row] : [before.row, row])
    const isJoined = before !== undefined && units.length === 1 && Option.isNone(before.dataKey)
    if (before !== undefined && !isJoined) yield before
    last = units.slice(-1)
  }
  yield* last
}

/** What is in a file of an export, in constant memory. */
export const unitsIn = (path: string) =>
  Stream.fromAsyncIterable(read(path), (cause) => trouble(`${path} cannot be read.`, cause))
