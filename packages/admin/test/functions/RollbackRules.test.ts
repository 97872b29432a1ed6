import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime } from "effect"
import * as RollbackRules from "../../src/functions/RollbackRules.ts"

const moment = DateTime.makeUnsafe
const version = (version: string, at: string) => ({ version, publishedAt: moment(at) })

const deployed = (live: string) => ({
  name: "serenya-dev-auth",
  live,
  revision: "r",
  versions: [
    version("9", "2026-03-01T09:00:00Z"),
    version("10", "2026-03-01T10:00:00Z"),
    version("11", "2026-03-01T11:00:00Z")
  ]
})

describe("a rollback", () => {
  it("goes to what was the newest version then, by number and not by spelling", () => {
    assertEquals(RollbackRules.moveTo(deployed("11"), moment("2026-03-01T10:30:00Z")), {
      _tag: "Moves",
      deployed: deployed("11"),
      to: version("10", "2026-03-01T10:00:00Z")
    })
    assertEquals(RollbackRules.moveTo(deployed("11"), moment("2026-03-01T09:59:59Z")), {
      _tag: "Moves",
      deployed: deployed("11"),
      to: version("9", "2026-03-01T09:00:00Z")
    })
  })

  it("leaves what answers already, so that asking twice is asking once", () => {
    assertEquals(RollbackRules.moveTo(deployed("10"), moment("2026-03-01T10:30:00Z"))._tag, "Stays")
  })

  it("goes forward again to a later moment", () => {
    assertEquals(RollbackRules.moveTo(deployed("9"), moment("2026-03-01T12:00:00Z"))._tag, "Moves")
  })

  it("leaves a function that did not exist then", () => {
    assertEquals(RollbackRules.moveTo(deployed("11"), moment("2026-03-01T08:00:00Z"))._tag, "Unborn")
  })

  it("is of the stage whose table is named, also of a restored one", () => {
    assertEquals(RollbackRules.stageOf("serenya-prod"), "serenya-prod")
    assertEquals(RollbackRules.stageOf("serenya-prod-20260301t093000z"), "serenya-prod")
  })
})
