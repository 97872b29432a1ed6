import type { Query } from "./Query.ts"

/** Lines of one graph, each under its own word. `minutes`: how long one point of it is. */
export interface Graph {
  readonly title: string
  readonly minutes: number
  readonly lines: Readonly<Record<string, Query>>
}

/** What somebody looks at in one glance. */
export interface Dashboard {
  readonly name: "executive" | "operations" | "security"
  readonly graphs: ReadonlyArray<Graph>
}

/** A line for each of these values. */
export const each = <Value extends string>(
  values: ReadonlyArray<Value>,
  query: (value: Value) => Query
): Readonly<Record<string, Query>> => Object.fromEntries(values.map((value) => [value, query(value)]))

/** In minutes. */
export const day = 24 * 60
