import { NodeServices } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { AuditDay } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import { MemoryTrailObjects, layer as memoryTrail } from "@serenya/domain/audit/MemoryAuditTrail"
import * as AuditFixtures from "@serenya/domain/testing/AuditFixtures"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { DateTime, Effect, Option } from "effect"
import { TestConsole } from "effect/testing"
import { tell } from "../../src/audit/Report.ts"
import { search, type Wanted } from "../../src/audit/Search.ts"
import * as Program from "../support/Program.ts"

const anything: Wanted = { day: Option.none(), type: Option.none(), person: Option.none() }

describe("audit query", () => {
  it.effect("finds by day, by kind, by person, and by all of them, and steps over what is no event", () =>
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const [ada, grace] = [yield* Fixtures.userId, yield* Fixtures.userId]
      const events = [
        yield* AuditFixtures.change({ subject: ada }),
        yield* AuditFixtures.change({ subject: grace, type: "consent-change" }),
        yield* AuditFixtures.change({ subject: ada, at: DateTime.add(Fixtures.at, { days: 1 }) }),
        yield* AuditFixtures.refusal
      ]
      yield* Effect.forEach(events, trail.append)
      ;(yield* MemoryTrailObjects).set("year=2026/readme.txt", "hello")
      const found = (wanted: Partial<Wanted>) =>
        Effect.map(
          search({ ...anything, ...wanted }),
          (all) => new Set(all.map((event) => events.indexOf(one(event.id))))
        )
      const one = (id: string) => events.find((event) => event.id === id) ?? assert.fail("unknown")

      assertEquals(yield* found({}), new Set([0, 1, 2, 3]))
      assertEquals(yield* found({ day: Option.some(AuditDay.make("2026-03-01")) }), new Set([0, 1, 3]))
      assertEquals(yield* found({ type: Option.some("consent-change") }), new Set([1]))
      assertEquals(yield* found({ person: Option.some(ada) }), new Set([0, 2]))
      const both = { person: Option.some(ada), day: Option.some(AuditDay.make("2026-03-02")) }
      assertEquals(yield* found(both), new Set([2]))
    }).pipe(Effect.provide(memoryTrail))
  )
})

describe("audit verify", () => {
  const sound = { verifiedAt: Fixtures.at, checkpoints: 2, events: 3, covered: 2, pending: 1, findings: [] }

  it.effect("says what it found as one JSON object, and fails on any finding", () =>
    Effect.gen(function* () {
      yield* tell(sound, true)
      const failed = yield* Effect.flip(tell({ ...sound, findings: [{ kind: "event_edited", what: "a" }] }, true))
      const printed = (yield* TestConsole.logLines).map((line) => JSON.parse(String(line)))
      assertEquals(printed[0], {
        verified_at: "2026-03-01T09:30:00.123Z",
        checkpoints: 2,
        events: 3,
        covered: 2,
        pending: 1,
        findings: []
      })
      assertEquals(printed[1].findings, [{ kind: "event_edited", what: "a" }])
      assert.include(failed.userMessage, "1 finding")
    }).pipe(Effect.provide(NodeServices.layer))
  )

  it.live("says what is missing, and what an anchor looks like", () =>
    Effect.gen(function* () {
      const nowhere = yield* Program.run(["audit", "verify"])
      assert.strictEqual(nowhere.code, 2)
      assert.include(nowhere.stderr, "AUDIT_CHECKPOINT_SECRET")
      const noAnchor = yield* Program.run(["audit", "verify", "--anchor", "17"])
      assert.strictEqual(noAnchor.code, 2)
      assert.include(noAnchor.stderr + noAnchor.stdout, "anchor")
    })
  )
})
