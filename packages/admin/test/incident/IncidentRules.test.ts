import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { AuditEventId, type Refusal, type RefusalFact } from "@serenya/domain/audit/AuditEvent"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime } from "effect"
import * as IncidentRules from "../../src/incident/IncidentRules.ts"

const moment = DateTime.makeUnsafe
const ada = UserId.make("019845e1-682f-7b02-a706-3b2422d13aec")
const grace = UserId.make("019845e1-682f-7b02-a706-3b2422d13aed")

const refusal = (at: string, fact: RefusalFact, subject?: UserId): Refusal => ({
  format: 1,
  id: AuditEventId.make("00000000-refusal"),
  at: moment(at),
  type: "security",
  fact,
  ...(subject !== undefined && { subject })
})

const refusals = [
  refusal("2026-03-01T09:59:59Z", "refresh-token-reused", ada),
  refusal("2026-03-01T10:00:00Z", "refresh-token-reused", ada),
  refusal("2026-03-01T10:30:00Z", "refresh-token-reused", grace),
  refusal("2026-03-01T10:31:00Z", "foreign-job", ada),
  refusal("2026-03-01T10:32:00Z", "access-token-refused")
]

describe("the facts of an incident", () => {
  it("are of the days since then, the first and the last included", () => {
    const days = IncidentRules.daysFrom(moment("2026-02-27T23:59:59Z"), moment("2026-03-01T00:00:00Z"))
    assertEquals(days, ["2026-02-27", "2026-02-28", "2026-03-01"])
  })

  it("are counted by hour and by what was refused", () => {
    assertEquals(
      IncidentRules.byHour(refusals).map(({ count, fact, hour }) => `${hour} ${fact} ${count}`),
      [
        "2026-03-01T09:00:00.000Z refresh-token-reused 1",
        "2026-03-01T10:00:00.000Z access-token-refused 1",
        "2026-03-01T10:00:00.000Z foreign-job 1",
        "2026-03-01T10:00:00.000Z refresh-token-reused 2"
      ]
    )
  })

  it("begin at the moment that was asked for", () => {
    assertEquals(IncidentRules.securitySince(refusals, moment("2026-03-01T10:30:00Z")).length, 3)
  })

  it("name whom it is about most often first, and nobody who is not known", () => {
    assertEquals(IncidentRules.people(refusals), [
      { id: ada, count: 3 },
      { id: grace, count: 1 }
    ])
  })
})
