import type { Item } from "@serenya/adapters-aws/dynamo/AttributeValue"

/** How many rows of each kind, by the `entity_type` that they state. */
export type RowCounts = Readonly<Record<string, number>>

/** A row that states no kind was not written by us. */
const unknown = "(unknown)"

export const kindOf = (item: Item): string => item["entity_type"]?.S ?? unknown

export const counted = (items: ReadonlyArray<Item>): RowCounts => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[kindOf(item)] = (counts[kindOf(item)] ?? 0) + 1
  return counts
}

export const sum = (all: ReadonlyArray<RowCounts>): RowCounts => {
  const counts: Record<string, number> = {}
  for (const one of all) for (const [kind, rows] of Object.entries(one)) counts[kind] = (counts[kind] ?? 0) + rows
  return counts
}

export const total = (counts: RowCounts): number => Object.values(counts).reduce((all, rows) => all + rows, 0)

/** The kinds by their names, and all of them together. */
export const lines = (counts: RowCounts): ReadonlyArray<readonly [string, number]> => [
  ...Object.entries(counts).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  ["all", total(counts)]
]
