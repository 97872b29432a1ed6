import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Ref } from "effect"
import { ConsentRequired } from "../../src/consents/ConsentErrors.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import { JobStatus } from "../../src/jobs/Job.ts"
import { JobFailed, JobNotFound } from "../../src/jobs/JobErrors.ts"
import { partsOf } from "../../src/jobs/JobId.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { DoctorReports } from "../../src/report/DoctorReports.ts"
import { ReportWriter } from "../../src/report/ReportWriter.ts"
import type { WordingFault } from "../../src/report/WordingRules.ts"
import type { Subscription } from "../../src/subscriptions/Subscription.ts"
import { PremiumRequired } from "../../src/subscriptions/SubscriptionErrors.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import { mixed } from "../../testing/Histories.ts"
import { deliver, outage, tell } from "../jobs/JobWorld.ts"
import * as World from "../services/World.ts"

const request = { reportType: "full", healthData: mixed } as const

/** A newcomer whose subscription is paid, or as `more` says. */
const subscriber = Effect.fnUntraced(function* (more: Partial<Subscription> = {}) {
  const { caller, user } = yield* World.newcomer
  const endDate = DateTime.add(yield* DateTime.now, { days: 30 })
  const paid = { tier: "premium", status: "active", provider: "apple", endDate } as const
  yield* World.alter(user.id, { subscription: { ...user.subscription, ...paid, ...more } })
  return { caller, userId: user.id }
})

describe("asking for a doctor's report", () => {
  it.effect(
    "begins a job whose input is the data, and counts no document",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, userId } = yield* subscriber()
        const jobId = yield* (yield* DoctorReports).request(caller, request)
        assertEquals(partsOf(jobId), { kind: "report", userId, createdAt: Fixtures.at })
        assert.isTrue(yield* (yield* DocumentVault).exists(jobId))
        const user = yield* Effect.fromOption(yield* (yield* UserStore).find(userId))
        assertEquals([user.subscription.usage.documents, user.subscription.usage.reservations], [0, {}])
        const standing = yield* (yield* Jobs).status(caller, jobId)
        assert.isTrue(JobStatus.guards.Processing(standing))
      })
    )
  )

  const refused: ReadonlyArray<readonly [string, Partial<Subscription>]> = [
    ["is free", { tier: "free", provider: "system" }],
    ["was paid until now", { endDate: Fixtures.at }],
    ["is expired", { status: "expired" }],
    ["is not paid yet", { status: "pending" }]
  ]
  for (const [what, more] of refused)
    it.effect(
      `is refused where the subscription ${what}`,
      World.story(() =>
        Effect.gen(function* () {
          const { caller } = yield* subscriber(more)
          const refusal = yield* Effect.flip((yield* DoctorReports).request(caller, request))
          assertEquals(refusal, new PremiumRequired({ feature: "doctor_report" }))
        })
      )
    )

  it.effect(
    "is admitted of a cancelled subscription until its end, and of a family's",
    World.story(() =>
      Effect.gen(function* () {
        const reports = yield* DoctorReports
        for (const more of [{ status: "cancelled" }, { tier: "family" }] as const) {
          const { caller } = yield* subscriber(more)
          assertEquals(partsOf(yield* reports.request(caller, request)).kind, "report")
        }
      })
    )
  )

  it.effect(
    "is refused without every consent",
    World.story(() =>
      Effect.gen(function* () {
        const { caller } = yield* subscriber()
        yield* (yield* Consents).withdraw(caller, "medical_disclaimer")
        const refusal = yield* Effect.flip((yield* DoctorReports).request(caller, request))
        assertEquals(refusal, new ConsentRequired({ missing: ["medical_disclaimer"] }))
      })
    )
  )
})

const asked = Effect.gen(function* () {
  const { caller, userId } = yield* subscriber()
  return { caller, userId, jobId: yield* (yield* DoctorReports).request(caller, request) }
})

describe("a report's job", () => {
  it("gives the report, and leaves no data behind but that", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* asked
        yield* deliver(jobId)
        yield* deliver(jobId)
        const report = yield* (yield* Jobs).result(caller, jobId, "report")
        assertEquals([report.jobId, report.kind, report.trends.length], [jobId, "report", 8])
        assertEquals(report.provenance.model, "offline-rules")
        assert.isFalse(yield* (yield* DocumentVault).exists(jobId))
        assertEquals(yield* Effect.flip((yield* Jobs).result(caller, jobId, "result")), new JobNotFound())
      })
    ))

  it("fails where a consent is withdrawn before it is worded", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* asked
        yield* (yield* Consents).withdraw(caller, "terms_of_service")
        yield* deliver(jobId)
        const failure = yield* Effect.flip((yield* Jobs).result(caller, jobId, "report"))
        assertEquals(failure, new JobFailed({ failure: "CONSENT_REQUIRED", retryable: false }))
      })
    ))

  it("is tried again where the model is not available, and keeps the data until then", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* asked
        const run = JobRun.run(jobId).pipe(
          Effect.provideService(ReportWriter, {
            model: "m",
            promptVersion: "1",
            word: () => Effect.fail(outage({ retryable: true }))
          })
        )
        for (let attempt = 1; attempt < 3; attempt += 1) assertEquals((yield* Effect.flip(run))._tag, "Unavailable")
        yield* run
        const failure = yield* Effect.flip((yield* Jobs).result(caller, jobId, "report"))
        assertEquals(failure, new JobFailed({ failure: "ANALYSIS_UNAVAILABLE", retryable: true }))
        assert.isTrue(yield* (yield* DocumentVault).exists(jobId))
      })
    ))

  it("is gone after a cleanup", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* asked
        yield* deliver(jobId)
        yield* (yield* Jobs).cleanup(caller, jobId)
        assertEquals(yield* Effect.flip((yield* Jobs).result(caller, jobId, "report")), new JobNotFound())
      })
    ))
})

/** What comes of a writer that words the hemoglobin's trend in turn with these texts, and what it was told. */
const wordedAs = Effect.fnUntraced(function* (...texts: ReadonlyArray<string>) {
  const told = yield* Ref.make<ReadonlyArray<ReadonlyArray<WordingFault>>>([])
  const { caller, jobId } = yield* asked
  yield* JobRun.run(jobId).pipe(
    Effect.provideService(ReportWriter, {
      model: "m",
      promptVersion: "1",
      word: (drafts, faults, permit) =>
        Effect.gen(function* () {
          yield* permit
          const turn = (yield* Ref.updateAndGet(told, (before) => [...before, faults])).length
          const draft = drafts.find(({ said }) => said.text.startsWith("Hemoglobin fell"))
          return new Map(draft === undefined ? [] : [[draft.id, texts[turn - 1] ?? "lost"]])
        })
    })
  )
  const report = yield* (yield* Jobs).result(caller, jobId, "report")
  const changes = report.sections.find(({ id }) => id === "changes")?.narrativeMarkdown ?? ""
  const line = Option.fromUndefinedOr(changes.split("\n").find((one) => /Hemoglobin|lost/.test(one)))
  return { line: Option.getOrThrow(line), told: yield* Ref.get(told) }
})

describe("a worded report", () => {
  const good = "- Hemoglobin has fallen by 2.1 since 2024-01-15."
  const fallen = good.slice(2)

  it("shows what holds, after one call", () =>
    tell(1, () =>
      Effect.gen(function* () {
        assertEquals(yield* wordedAs(fallen), { line: good, told: [[]] })
      })
    ))

  it("is worded again where a number is wrong, and the writer told which", () =>
    tell(1, () =>
      Effect.gen(function* () {
        const { line, told } = yield* wordedAs("Hemoglobin has fallen by 2.2.", fallen)
        assertEquals(line, good)
        assertEquals(
          told.map((faults) => faults.map(({ invented }) => invented)),
          [[], [["2.2"]]]
        )
      })
    ))

  it("falls back to the rules' own words where it is wrong twice, and is worded no third time", () =>
    tell(1, () =>
      Effect.gen(function* () {
        const { line, told } = yield* wordedAs("Hemoglobin rose.", "Hemoglobin has fallen; take iron.")
        assert.match(line, /^- Hemoglobin fell from 13\.2 g\/dL on 2024-01-15 to 11\.1 on 2025-08-20, by 2\.1/)
        assertEquals(told.length, 2)
      })
    ))
})

it("a report's clock is the moment it is made at", () =>
  tell(1, () =>
    Effect.gen(function* () {
      const { caller, jobId } = yield* asked
      yield* Effect.sleep("90 seconds")
      yield* JobRun.run(jobId)
      const { generatedAt } = yield* (yield* Jobs).result(caller, jobId, "report")
      assert.isAtLeast(generatedAt.epochMilliseconds - partsOf(jobId).createdAt.epochMilliseconds, 90_000)
    })
  ))
