import { it } from "@effect/vitest"
import { assertEquals, throws } from "@effect/vitest/utils"
import { Schema } from "effect"
import { marshal, type Plain, unmarshal } from "../../src/dynamo/AttributeValue.ts"

const Scalar = Schema.NullOr(Schema.Union([Schema.String, Schema.Finite, Schema.Boolean]))
const Nested: Schema.Schema<Plain> = Schema.Union([
  Scalar,
  Schema.Array(Scalar),
  Schema.Record(Schema.String, Schema.Array(Scalar))
])

it.prop(
  "gives every value back",
  [Schema.Record(Schema.String, Nested)],
  ([plain]) => {
    assertEquals(unmarshal(marshal(plain)), plain)
  },
  { arbitrary: { runs: 300 } }
)

it("writes what the service expects", () => {
  assertEquals(marshal({ a: "x", b: 1772357400123, c: true, d: null, e: ["y", { f: -1 }], g: {} }), {
    a: { S: "x" },
    b: { N: "1772357400123" },
    c: { BOOL: true },
    d: { NULL: true },
    e: { L: [{ S: "y" }, { M: { f: { N: "-1" } } }] },
    g: { M: {} }
  })
})

it("reads no type that we do not write, and tells its name only", () => {
  throws(() => unmarshal({ a: { SS: ["s3cret"] } }), new Error("A stored attribute has the unknown type SS"))
})
