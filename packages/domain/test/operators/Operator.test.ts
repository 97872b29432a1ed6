import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Schema } from "effect"
import { OperatorName, Reason, Ticket } from "../../src/operators/Operator.ts"

describe("a reason", () => {
  const isReason = Schema.is(Reason)

  it("is three words at least, long enough to be understood later", () => {
    for (const text of ["She asked by phone", "Fraud case: two devices", "Sie bat um eine Auskunft"])
      assertEquals(isReason(text), true, text)
    for (const text of [
      "",
      "because",
      "support",
      "a b c",
      "because because",
      "aaaaaaaaaaaaaaaaaaaaaaaa",
      " She asked by phone",
      "word ".repeat(60).trim()
    ])
      assertEquals(isReason(text), false, text)
  })

  it("names nobody by an address, and is one line", () => {
    assertEquals(isReason("She asked: ada@example.test"), false)
    assertEquals(isReason("She asked by\nphone today"), false)
  })
})

it("a ticket has letters first and a number last", () => {
  const isTicket = Schema.is(Ticket)
  for (const text of ["SUP-1234", "sup1"]) assertEquals(isTicket(text), true, text)
  for (const text of ["", "none", "1234", "SUP-", "SUP 1234", "a@b1"]) assertEquals(isTicket(text), false, text)
})

it("an operator is named by one printed word", () => {
  const isName = Schema.is(OperatorName)
  for (const text of ["arn:aws:sts::123456789012:assumed-role/Operator/grace", "os/grace", "os/gr%C3%A4ce"])
    assertEquals(isName(text), true, text)
  for (const text of ["", "os/grace hopper", "os/gräce", "x\u001B[31m"]) assertEquals(isName(text), false, text)
})
