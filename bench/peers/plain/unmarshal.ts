import type { AttributeValue } from "@aws-sdk/client-dynamodb"

const value = (attribute: AttributeValue): unknown => {
  if (attribute.S !== undefined) return attribute.S
  if (attribute.N !== undefined) return Number(attribute.N)
  if (attribute.BOOL !== undefined) return attribute.BOOL
  if (attribute.M !== undefined) return unmarshal(attribute.M)
  if (attribute.L !== undefined) return attribute.L.map(value)
  if (attribute.NULL !== undefined) return null
  throw new Error("Unknown attribute type")
}

/** The strings, numbers, booleans, lists and maps that our rows are made of. */
export const unmarshal = (item: Record<string, AttributeValue>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, value(attribute)]))
