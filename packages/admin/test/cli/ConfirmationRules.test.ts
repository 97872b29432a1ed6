import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Option, Result } from "effect"
import { isProduction, judge } from "../../src/cli/ConfirmationRules.ts"

const given = (stage: string | undefined, yesThisIsProd = false) => ({
  stage: Option.fromUndefinedOr(stage),
  yesThisIsProd
})

describe("a change is confirmed", () => {
  it("by the name of its table, and nothing else", () => {
    assertEquals(judge("serenya-dev", given("serenya-dev")), Result.succeed(undefined))
    assertEquals(
      judge("serenya-dev", given(undefined)),
      Result.fail("This changes serenya-dev: say so with --stage serenya-dev.")
    )
    for (const typed of ["serenya-prod", "dev", "", "serenya-dev "])
      assertEquals(
        judge("serenya-dev", given(typed, true)),
        Result.fail(`This changes serenya-dev, not ${typed}: say so with --stage serenya-dev.`)
      )
  })

  it("in production by a second flag as well, which alone confirms nothing", () => {
    assertEquals(judge("serenya-prod", given("serenya-prod", true)), Result.succeed(undefined))
    assertEquals(
      judge("serenya-prod", given("serenya-prod")),
      Result.fail("serenya-prod is production: say so with --yes-this-is-prod.")
    )
    assertEquals(
      judge("serenya-prod", given(undefined, true)),
      Result.fail("This changes serenya-prod: say so with --stage serenya-prod --yes-this-is-prod.")
    )
  })

  it("where production is whatever is called so, a restored copy too", () => {
    for (const table of ["serenya-prod", "serenya-prod-2026-03-01", "prod", "serenya_production", "Serenya-PROD"])
      assertEquals(isProduction(table), true)
    for (const table of ["serenya-dev", "serenya-products", "serenya-local", "reprod", "serenya-restored"])
      assertEquals(isProduction(table), false)
  })
})
