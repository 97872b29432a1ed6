import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Redacted } from "effect"
import { masked } from "../../src/operators/Sight.ts"

describe("masked", () => {
  it("shows a letter of an address, the initials of a name, and nothing of the rest", () => {
    assertEquals(masked.email(Redacted.make("ada@example.test")), "a…@…")
    assertEquals(masked.email(Redacted.make("a@b.test")), "a…@…")
    assertEquals(masked.name(Redacted.make("Ada Lovelace")), "A. L.")
    assertEquals(masked.name(Redacted.make("  Ada   King  Noel ")), "A. K. N.")
    assertEquals(masked.name(Redacted.make("𝔄da")), "𝔄.")
    assertEquals(masked.other(Redacted.make("203.0.113.7")), "…")
  })

  it("is as long whatever it hides", () => {
    assertEquals(masked.email(Redacted.make(`a${"b".repeat(50)}@example.test`)), "a…@…")
    assertEquals(masked.other(Redacted.make("")), masked.other(Redacted.make("x".repeat(50))))
  })
})
