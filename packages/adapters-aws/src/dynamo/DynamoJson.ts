import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import { Option, Predicate } from "effect"
import { type Item, mapValues } from "./AttributeValue.ts"

/** A value as JSON: under the name of its type, numbers as their digits, bytes in base64. */
type Json = Readonly<Record<string, unknown>>

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64")

const toJson = (value: AttributeValue): Json => {
  if (value.B !== undefined) return { B: base64(value.B) }
  if (value.BS !== undefined) return { BS: value.BS.map(base64) }
  if (value.L !== undefined) return { L: value.L.map(toJson) }
  return value.M === undefined ? { ...value } : { M: mapValues(value.M, toJson) }
}

const refuse = (expected: string): never => {
  throw new Error(`Expected ${expected}`)
}

const text = (json: unknown): string => (typeof json === "string" ? json : refuse("a string"))
const truth = (json: unknown): boolean => (typeof json === "boolean" ? json : refuse("true or false"))
const list = (json: unknown): ReadonlyArray<unknown> => (Array.isArray(json) ? json : refuse("a list"))
const record = (json: unknown): Json =>
  Predicate.isObject(json) && !Array.isArray(json) ? { ...json } : refuse("an object")

/** What is not written as `base64` writes it would come out other than it went in. */
const bytes = (json: unknown): Uint8Array => {
  const read = Buffer.from(text(json), "base64")
  return base64(read) === json ? Uint8Array.from(read) : refuse("base64")
}

const fromJson = (json: unknown): AttributeValue => {
  const [[type, value] = refuse("a type"), ...others] = Object.entries(record(json))
  if (others.length > 0) return refuse("one type")
  switch (type) {
    case "S":
      return { S: text(value) }
    case "N":
      return { N: text(value) }
    case "B":
      return { B: bytes(value) }
    case "SS":
      return { SS: list(value).map(text) }
    case "NS":
      return { NS: list(value).map(text) }
    case "BS":
      return { BS: list(value).map(bytes) }
    case "L":
      return { L: list(value).map(fromJson) }
    case "M":
      return { M: itemIn(value) }
    case "BOOL":
      return { BOOL: truth(value) }
    case "NULL":
      return { NULL: truth(value) || refuse("true") }
    default:
      return refuse("a type of DynamoDB")
  }
}

const itemIn = (json: unknown): Item => mapValues(record(json), fromJson)

/** The SDK names an attribute `__proto__`, and has no value for it. */
const complete = (item: Item): Item => {
  const lost = Object.entries<unknown>(item).find(([, value]) => value === undefined)
  return lost === undefined ? item : refuse(`a value for the attribute ${lost[0]}, which the SDK has lost`)
}

/** An item as one line, in the form in which DynamoDB itself exports to S3: nothing of it is lost, whatever its types. */
export const encode = (item: Item): string => JSON.stringify({ Item: mapValues(complete(item), toJson) })

const parse = (line: string): unknown => JSON.parse(line)

/** The item of a line; none where it is no such line. */
export const decode: (line: string) => Option.Option<Item> = Option.liftThrowable((line: string) =>
  itemIn(record(parse(line))["Item"])
)
