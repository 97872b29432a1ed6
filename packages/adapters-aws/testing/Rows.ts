import { Effect, Option, Stream } from "effect"
import type { Item } from "../src/dynamo/AttributeValue.ts"
import type { Dynamo } from "../src/dynamo/Dynamo.ts"
import { DeleteItem, PutItem } from "../src/dynamo/DynamoCommands.ts"
import * as TableScan from "../src/dynamo/TableScan.ts"

type Client = Dynamo["Service"]

/** Writes a row past every rule. */
export const put = (client: Client, TableName: string, Item: Item) =>
  Effect.asVoid(Effect.promise(() => client.send(PutItem({ TableName, Item }))))

/** Takes a row away past every rule. */
export const remove = (client: Client, TableName: string, { PK, SK }: Item) => {
  const Key: Item = { ...(PK && { PK }), ...(SK && { SK }) }
  return Effect.asVoid(Effect.promise(() => client.send(DeleteItem({ TableName, Key }))))
}

const keyOf = ({ PK, SK }: Item): string => `${PK?.S} ${SK?.S}`

/** Every row, in the order of the keys. */
export const all = (client: Client, TableName: string) =>
  TableScan.pages(client, { TableName }, TableScan.whole, Option.none()).pipe(
    Stream.runCollect,
    Effect.map((pages) =>
      pages.flatMap(({ items }) => items).toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
    )
  )
