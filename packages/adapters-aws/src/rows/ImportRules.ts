import type { TransactWriteItem } from "@aws-sdk/client-dynamodb"
import { Equal, Option } from "effect"
import { type Item, marshal } from "../dynamo/AttributeValue.ts"
import { guardsOf, holderOf, type ImportUnit, isGuard, isProfile, keyOf, nameOf, ownerOf } from "./ImportUnit.ts"

/** Why a row is not written, in words for a person. */
export const keptBecause = {
  present: "it is there already",
  newer: "a newer version of it is there",
  different: "another row is there",
  held: "its identity, address, transaction or purchase is somebody else's",
  unguarded: "what makes it its owner's is not there",
  unreadable: "it is no row that the service could read"
} as const
export type Kept = keyof typeof keptBecause

/** What becomes of a unit: it is written if all its conditions hold, or what is there stays. */
export type Judgement =
  | { readonly _tag: "Write"; readonly actions: ReadonlyArray<TransactWriteItem> }
  | { readonly _tag: "Keep"; readonly kept: Kept }

/** Guards come first in an import; a dry run, which brings none, takes one that is not there for one that would be. */
export type GuardsAre = "demanded" | "awaited"

/** What stands in the table, as it was read. */
export type Stored = (key: Item) => Item | undefined

const keep = (kept: Kept): Judgement => ({ _tag: "Keep", kept })
const write = (...actions: ReadonlyArray<TransactWriteItem>): Judgement => ({ _tag: "Write", actions })

const putNew = (TableName: string, Item: Item): TransactWriteItem => ({
  Put: { TableName, Item, ConditionExpression: "attribute_not_exists(PK)" }
})

const heldBy = (user: string) => ({
  ConditionExpression: "user_id = :me",
  ExpressionAttributeValues: marshal({ ":me": user })
})

const versionOf = (row: Item): number => Number(row["version"]?.N ?? 0)

const judgeGuard = (TableName: string, row: Item, stored: Item | undefined): Judgement => {
  if (stored === undefined) return write(putNew(TableName, row))
  if (Equal.equals(stored, row)) return keep("present")
  return keep(holderOf(stored) === holderOf(row) ? "different" : "held")
}

/** The profile over the version that is there, with its data key, and without the guards that it no longer has. */
const overwrite = (
  TableName: string,
  { dataKey, row }: ImportUnit,
  stored: Item,
  guards: ReadonlyArray<Item>
): ReadonlyArray<TransactWriteItem> => {
  const kept = new Set(guards.map(nameOf))
  const left = Option.getOrElse(guardsOf(stored), () => []).filter((guard) => !kept.has(nameOf(guard)))
  return [
    {
      Put: {
        TableName,
        Item: row,
        ConditionExpression: "version = :read",
        ExpressionAttributeValues: marshal({ ":read": versionOf(stored) })
      }
    },
    ...Option.toArray(Option.map(dataKey, (Item) => ({ Put: { TableName, Item } }))),
    ...left.map((Key) => ({ Delete: { TableName, Key, ...heldBy(ownerOf(row) ?? "") } }))
  ]
}

/** What is there stays, unless it is an older version of the same profile; nobody gets what another one holds. */
export const judge = (TableName: string, unit: ImportUnit, at: Stored, guardsAre: GuardsAre): Judgement => {
  const { dataKey, row } = unit
  const stored = at(keyOf(row))
  if (isGuard(row)) return judgeGuard(TableName, row, stored)
  const guards = Option.getOrUndefined(guardsOf(row))
  if (guards === undefined) return keep("unreadable")
  const owner = ownerOf(row) ?? ""
  const found = guards.map(at)
  if (found.some((guard) => guard !== undefined && holderOf(guard) !== owner)) return keep("held")
  if (guardsAre === "demanded" && found.includes(undefined)) return keep("unguarded")

  const checks = guards.map((Key) => ({ ConditionCheck: { TableName, Key, ...heldBy(owner) } }))
  if (stored === undefined) {
    const keys = Option.toArray(Option.map(dataKey, (Item) => ({ Put: { TableName, Item } })))
    return write(...checks, putNew(TableName, row), ...keys)
  }
  if (Equal.equals(stored, row)) return keep("present")
  if (!isProfile(row) || versionOf(stored) === versionOf(row)) return keep("different")
  return versionOf(stored) > versionOf(row)
    ? keep("newer")
    : write(...checks, ...overwrite(TableName, unit, stored, guards))
}
