import { describe, it, vi } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Schema } from "effect"
import { periodAt } from "../../src/subscriptions/UsageRules.ts"

const utc = (text: string) => DateTime.makeUnsafe(text)

const cases: ReadonlyArray<readonly [name: string, start: string, now: string, from: string, to: string]> = [
  [
    "begins with the subscription",
    "2026-03-10T08:30:00Z",
    "2026-03-10T08:30:00Z",
    "2026-03-10T08:30:00Z",
    "2026-04-10T08:30:00Z"
  ],
  [
    "lasts to the last millisecond",
    "2026-03-10T08:30:00Z",
    "2026-04-10T08:29:59.999Z",
    "2026-03-10T08:30:00Z",
    "2026-04-10T08:30:00Z"
  ],
  [
    "turns at the anchor's time of day",
    "2026-03-10T08:30:00Z",
    "2026-04-10T08:30:00Z",
    "2026-04-10T08:30:00Z",
    "2026-05-10T08:30:00Z"
  ],
  [
    "has not turned on the anchor's day before its time",
    "2026-03-10T08:30:00Z",
    "2026-05-10T08:29:00Z",
    "2026-04-10T08:30:00Z",
    "2026-05-10T08:30:00Z"
  ],
  [
    "is the first one before its start",
    "2026-03-10T08:30:00Z",
    "2026-03-10T08:29:59.999Z",
    "2026-03-10T08:30:00Z",
    "2026-04-10T08:30:00Z"
  ],
  [
    "is the first one long before its start",
    "2026-03-10T08:30:00Z",
    "2025-01-01T00:00:00Z",
    "2026-03-10T08:30:00Z",
    "2026-04-10T08:30:00Z"
  ],
  [
    "ends on the 28th for a 31st in January",
    "2026-01-31T10:00:00Z",
    "2026-02-01T00:00:00Z",
    "2026-01-31T10:00:00Z",
    "2026-02-28T10:00:00Z"
  ],
  [
    "begins on the 28th and ends on the 31st",
    "2026-01-31T10:00:00Z",
    "2026-03-01T00:00:00Z",
    "2026-02-28T10:00:00Z",
    "2026-03-31T10:00:00Z"
  ],
  [
    "ends on the 30th of April for a 31st",
    "2026-01-31T10:00:00Z",
    "2026-04-01T00:00:00Z",
    "2026-03-31T10:00:00Z",
    "2026-04-30T10:00:00Z"
  ],
  [
    "returns to the 31st in May",
    "2026-01-31T10:00:00Z",
    "2026-05-30T00:00:00Z",
    "2026-04-30T10:00:00Z",
    "2026-05-31T10:00:00Z"
  ],
  [
    "ends on the 29th in a leap year",
    "2024-01-31T10:00:00Z",
    "2024-02-15T00:00:00Z",
    "2024-01-31T10:00:00Z",
    "2024-02-29T10:00:00Z"
  ],
  [
    "begins on a leap day",
    "2024-02-29T10:00:00Z",
    "2024-02-29T10:00:00Z",
    "2024-02-29T10:00:00Z",
    "2024-03-29T10:00:00Z"
  ],
  [
    "has the 28th for a leap day a year later",
    "2024-02-29T10:00:00Z",
    "2025-03-01T00:00:00Z",
    "2025-02-28T10:00:00Z",
    "2025-03-29T10:00:00Z"
  ],
  [
    "has the leap day again four years later",
    "2024-02-29T10:00:00Z",
    "2028-03-01T00:00:00Z",
    "2028-02-29T10:00:00Z",
    "2028-03-29T10:00:00Z"
  ],
  [
    "passes the end of a year",
    "2025-12-15T23:59:59.999Z",
    "2026-01-01T00:00:00Z",
    "2025-12-15T23:59:59.999Z",
    "2026-01-15T23:59:59.999Z"
  ],
  [
    "turns in January of the next year",
    "2025-12-31T00:00:00Z",
    "2026-02-01T00:00:00Z",
    "2026-01-31T00:00:00Z",
    "2026-02-28T00:00:00Z"
  ],
  [
    "is found decades later",
    "1999-12-31T12:00:00Z",
    "2026-11-30T12:00:00Z",
    "2026-11-30T12:00:00Z",
    "2026-12-31T12:00:00Z"
  ],
  [
    "knows that 1900 was no leap year",
    "1900-01-30T00:00:00Z",
    "1900-02-28T12:00:00Z",
    "1900-02-28T00:00:00Z",
    "1900-03-30T00:00:00Z"
  ],
  [
    "starts on the first of a month",
    "2026-01-01T00:00:00Z",
    "2026-12-31T23:59:59.999Z",
    "2026-12-01T00:00:00Z",
    "2027-01-01T00:00:00Z"
  ]
]

const Moment = Schema.Int.check(Schema.isBetween({ minimum: Date.UTC(2000, 0, 1), maximum: Date.UTC(2040, 0, 1) }))

describe("the month of use", () => {
  for (const [name, start, now, from, to] of cases) {
    it(name, () => assertEquals(periodAt(utc(start), utc(now)), { periodStart: utc(from), periodEnd: utc(to) }))
  }

  it.prop(
    "holds the moment it is asked for, lasts 28 to 31 days and keeps the time of day",
    [Moment, Moment],
    ([a, b]) => {
      const start = DateTime.makeUnsafe(Math.min(a, b))
      const now = DateTime.makeUnsafe(Math.max(a, b))
      const { periodStart, periodEnd } = periodAt(start, now)
      assertTrue(
        DateTime.between(now, { minimum: periodStart, maximum: DateTime.subtract(periodEnd, { milliseconds: 1 }) })
      )
      const day = 24 * 60 * 60 * 1000
      const length = (periodEnd.epochMilliseconds - periodStart.epochMilliseconds) / day
      assertTrue(Number.isInteger(length) && length >= 28 && length <= 31)
      assertEquals((periodStart.epochMilliseconds - start.epochMilliseconds) % day, 0)
    },
    { arbitrary: { runs: 500 } }
  )

  it("is the same wherever the server stands, also where clocks change", () => {
    // Across the changes of 2026 in New York (8 March), Berlin (29 March) and Lord Howe (5 April, by half an hour).
    const told = cases.map(([, start, now]) => periodAt(utc(start), utc(now)))
    for (const zone of ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"]) {
      vi.stubEnv("TZ", zone)
      assertEquals(new Intl.DateTimeFormat().resolvedOptions().timeZone, zone)
      assertEquals(
        cases.map(([, start, now]) => periodAt(utc(start), utc(now))),
        told
      )
    }
    vi.unstubAllEnvs()
  })

  it.prop(
    "follows on the one before without a gap or an overlap",
    [Moment, Moment],
    ([a, b]) => {
      const start = DateTime.makeUnsafe(Math.min(a, b))
      const { periodStart, periodEnd } = periodAt(start, DateTime.makeUnsafe(Math.max(a, b)))
      assertEquals(periodAt(start, periodEnd).periodStart, periodEnd)
      if (DateTime.isGreaterThan(periodStart, start)) {
        assertEquals(periodAt(start, DateTime.subtract(periodStart, { milliseconds: 1 })).periodEnd, periodStart)
      }
    },
    { arbitrary: { runs: 500 } }
  )
})
