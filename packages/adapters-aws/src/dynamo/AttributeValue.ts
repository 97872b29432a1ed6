import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import { Option } from "effect"

/** What our rows are made of. Binary, sets and big numbers are not: a row that holds one was not written by us. */
export type Plain = string | number | boolean | null | ReadonlyArray<Plain> | PlainMap
export interface PlainMap {
  readonly [name: string]: Plain
}

/** An item as the SDK wants it. */
export type Item = Record<string, AttributeValue>

const isList = (value: Plain): value is ReadonlyArray<Plain> => Array.isArray(value)

const marshalValue = (value: Plain): AttributeValue => {
  if (value === null) return { NULL: true }
  if (typeof value === "string") return { S: value }
  if (typeof value === "number") return { N: String(value) }
  if (typeof value === "boolean") return { BOOL: value }
  return isList(value) ? { L: value.map(marshalValue) } : { M: marshal(value) }
}

const unmarshalValue = (value: AttributeValue): Plain => {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return Number(value.N)
  if (value.BOOL !== undefined) return value.BOOL
  if (value.M !== undefined) return unmarshal(value.M)
  if (value.L !== undefined) return value.L.map(unmarshalValue)
  if (value.NULL !== undefined) return null
  throw new Error(`A stored attribute has the unknown type ${Object.keys(value).join()}`)
}

/** A name that an assignment would swallow instead of defining. */
const proto = "__proto__"

/** A plain loop over the names: every row is read and written through it, and pairs of name and value would double its cost. */
export const mapValues = <A, B>(record: Readonly<Record<string, A>>, f: (value: A) => B): Record<string, B> => {
  const mapped: Record<string, B> = {}
  for (const name of Object.keys(record)) {
    const value = record[name]
    if (value === undefined) continue
    if (name === proto) Object.defineProperty(mapped, proto, { value: f(value), enumerable: true, writable: true })
    else mapped[name] = f(value)
  }
  return mapped
}

export const marshal = (plain: PlainMap): Item => mapValues(plain, marshalValue)

export const unmarshal = (item: Item): PlainMap => mapValues(item, unmarshalValue)

/** None where the item holds what no row of ours does. */
export const plainOf: (item: Item) => Option.Option<PlainMap> = Option.liftThrowable(unmarshal)
