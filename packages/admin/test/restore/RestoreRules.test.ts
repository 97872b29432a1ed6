import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Result } from "effect"
import { isProduction } from "../../src/cli/ConfirmationRules.ts"
import * as RestoreRules from "../../src/restore/RestoreRules.ts"

const moment = DateTime.makeUnsafe

const window = { earliest: moment("2026-02-01T00:00:00.400Z"), latest: moment("2026-03-01T09:30:00.900Z") }

describe("a moment to restore to", () => {
  it("is one of the window, its ends included, to the second", () => {
    const whole = RestoreRules.whole(window)
    for (const at of ["2026-02-01T00:00:00Z", "2026-02-14T12:00:00Z", "2026-03-01T09:30:00Z"]) {
      assertEquals(RestoreRules.momentIn(whole, moment(at)), Result.succeed(moment(at)))
    }
  })

  it("outside of it is refused with what there is", () => {
    const whole = RestoreRules.whole(window)
    for (const at of ["2026-01-31T23:59:59Z", "2026-03-01T09:30:01Z"]) {
      assertEquals(
        RestoreRules.momentIn(whole, moment(at)),
        Result.fail("Name a moment from 2026-02-01T00:00:00.000Z to 2026-03-01T09:30:00.000Z with --at.")
      )
    }
  })

  it("names the copy: twice the same, and production stays production", () => {
    const target = RestoreRules.targetOf("serenya-prod", moment("2026-03-01T09:30:00Z"))
    assertEquals(target, "serenya-prod-20260301t093000z")
    assertEquals(isProduction(target), true)
    assertEquals(isProduction(RestoreRules.targetOf("serenya-dev", moment("2026-03-01T09:30:00Z"))), false)
  })
})
