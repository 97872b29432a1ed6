import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import { it } from "@effect/vitest"
import { assertEquals, assertTrue, throws } from "@effect/vitest/utils"
import { Option } from "effect"
import type { Item } from "../../src/dynamo/AttributeValue.ts"
import * as DynamoJson from "../../src/dynamo/DynamoJson.ts"
import * as Items from "../../testing/Items.ts"

it("gives every item back, whatever its types", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const item = Items.drawn(seed)
    const line = DynamoJson.encode(item)
    assertTrue(!line.includes("\n"))
    assertEquals(DynamoJson.decode(line), Option.some(item))
  }
})

it("writes what DynamoDB's own export to S3 writes", () => {
  const item = {
    PK: { S: "a" },
    big: { N: "123456789012345678901234567890.12345678" },
    bytes: { B: Uint8Array.of(0, 255) },
    sets: { M: { n: { NS: ["1", "-2.5"] }, b: { BS: [Uint8Array.of(1)] } } },
    rest: { L: [{ NULL: true }, { BOOL: false }, { S: "" }] }
  } satisfies Record<string, AttributeValue>
  assertEquals(
    DynamoJson.encode(item),
    `{"Item":{"PK":{"S":"a"},"big":{"N":"123456789012345678901234567890.12345678"},"bytes":{"B":"AP8="},` +
      `"sets":{"M":{"n":{"NS":["1","-2.5"]},"b":{"BS":["AQ=="]}}},"rest":{"L":[{"NULL":true},{"BOOL":false},{"S":""}]}}}`
  )
})

it("writes no item of which the SDK has lost something", () => {
  // As the SDK reads it, against its own types.
  const item: Item = JSON.parse(`{"PK":{"S":"a"},"__proto__":{"S":"b"}}`)
  Object.defineProperty(item, "__proto__", { value: undefined, enumerable: true })
  throws(
    () => DynamoJson.encode(item),
    new Error("Expected a value for the attribute __proto__, which the SDK has lost")
  )
})

it("takes nothing for an item that is none", () => {
  const lines = [
    "",
    "{}",
    "[]",
    `{"Item":[]}`,
    `{"Item":{"a":"x"}}`,
    `{"Item":{"a":{}}}`,
    `{"Item":{"a":{"S":1}}}`,
    `{"Item":{"a":{"N":1}}}`,
    `{"Item":{"a":{"S":"x","N":"1"}}}`,
    `{"Item":{"a":{"B":"AP8"}}}`,
    `{"Item":{"a":{"X":"x"}}}`,
    `{"Item":{"a":{"NULL":false}}}`,
    `{"Item":{"a":{"S":"x"}}`
  ]
  for (const line of lines) assertEquals(DynamoJson.decode(line), Option.none(), line)
})
