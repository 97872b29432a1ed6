import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Fiber, type Layer, Option, Ref } from "effect"
import {
  AnalysisRejected,
  DocumentFault,
  RejectionReason,
  UnsupportedDocument
} from "../../src/analysis/AnalysisErrors.ts"
import { DocumentReader } from "../../src/analysis/DocumentReader.ts"
import type { Findings } from "../../src/analysis/Findings.ts"
import * as OfflineReportAnalyst from "../../src/analysis/OfflineReportAnalyst.ts"
import { ConsentType } from "../../src/consents/Consent.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { currentVersions } from "../../src/consents/ConsentTexts.ts"
import { DocumentVault, maxDocumentBytes } from "../../src/jobs/DocumentVault.ts"
import { JobStatus } from "../../src/jobs/Job.ts"
import { JobBusy, JobNotFound } from "../../src/jobs/JobErrors.ts"
import { JobEnding, type JobFailureCode } from "../../src/jobs/JobOutcome.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { MemoryUploads } from "../../src/jobs/MemoryDocumentVault.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as Sketch from "../../testing/synthetic/Sketch.ts"
import * as World from "../services/World.ts"
import { deliver, findings, type layer, outage, Script, standing, tell, uploaded } from "./JobWorld.ts"

const Completed = JobEnding.cases.Completed.make({})
const Failed = (code: JobFailureCode, retryable: boolean) =>
  JobEnding.cases.Failed.make({ failure: { code, retryable } })
const done = { ending: Completed, input: false, documents: 1, reserved: 0 }

describe("a job run", () => {
  it("gives the result, counts one document and deletes the input", () =>
    tell(50, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* uploaded
        yield* JobRun.run(jobId)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 1 })
        const result = yield* (yield* Jobs).result(caller, jobId, "result")
        assertEquals([result.jobId, result.kind, result.title], [jobId, "result", findings.title])
        assertEquals(
          result.labResults.map(({ testName, value }) => [testName, value]),
          [["Hemoglobin", 17.9]]
        )
        assertEquals([result.provenance.model, result.provenance.promptVersion], ["scripted", "1"])
      })
    ))

  it("changes nothing however often its event comes again", () =>
    tell(50, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* uploaded
        yield* JobRun.run(jobId)
        const result = yield* (yield* Jobs).result(caller, jobId, "result")
        yield* Effect.sleep("1 minute")
        yield* Effect.all(
          Array.from({ length: 3 }, () => JobRun.run(jobId)),
          { concurrency: "unbounded" }
        )
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 1 })
        assertEquals(yield* (yield* Jobs).result(caller, jobId, "result"), result)
      })
    ))

  it("is seen processing, then completed, and as nothing else", () =>
    tell(500, (seed) =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* uploaded
        const jobs = yield* Jobs
        const run = yield* Effect.forkChild(JobRun.run(jobId))
        const seen: Array<string> = []
        while (!seen.includes("Completed")) {
          seen.push((yield* jobs.status(caller, jobId))._tag)
          for (let steps = seed % 7; steps > 0; steps--) yield* Effect.yieldNow
        }
        yield* Fiber.join(run)
        assertEquals([...new Set(["Processing", ...seen])], ["Processing", "Completed"])
      })
    ))

  it("is run by one of several workers at once", () =>
    tell(500, (seed) =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const runs = Array.from({ length: 2 + (seed % 3) }, () => Effect.option(Effect.flip(JobRun.run(jobId))))
        const refusals = (yield* Effect.all(runs, { concurrency: "unbounded" })).flatMap(Option.toArray)
        for (const refusal of refusals) assertEquals(refusal, new JobBusy())
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 1 })
      })
    ))

  it("keeps others out for as long as it takes, and needs no second analysis", () =>
    tell(300, (seed) =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        yield* (yield* Script).analyst(Effect.as(Effect.sleep(`${10 * (1 + (seed % 9))} seconds`), findings))
        const run = yield* Effect.forkChild(JobRun.run(jobId))
        for (let seconds = 5; seconds < 10 * (1 + (seed % 9)); seconds += 10) {
          yield* Effect.sleep(seconds === 5 ? "5 seconds" : "10 seconds")
          assertEquals(yield* Effect.flip(JobRun.run(jobId)), new JobBusy())
        }
        yield* Fiber.join(run)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 1 })
      })
    ))
})

describe("a refusal", () => {
  const refused = (code: JobFailureCode, spoil: Effect.Effect<void, unknown, Script>) =>
    tell(5, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        yield* spoil
        yield* JobRun.run(jobId)
        const { analyses: _, ...left } = yield* standing(jobId, userId)
        const ours = code === "ANALYSIS_REJECTED" || code === "ANALYSIS_UNAVAILABLE"
        assertEquals(left, { ending: Failed(code, ours), input: ours, documents: 0, reserved: ours ? 0 : 1 })
      })
    )

  const codes: Readonly<Record<DocumentFault, JobFailureCode>> = {
    empty: "EMPTY_DOCUMENT",
    wrong_file_type: "WRONG_FILE_TYPE",
    truncated: "TRUNCATED_DOCUMENT",
    encrypted: "ENCRYPTED_DOCUMENT",
    unreadable: "UNREADABLE_DOCUMENT",
    too_many_pages: "TOO_MANY_PAGES",
    too_many_pixels: "TOO_MANY_PIXELS",
    no_text: "NO_TEXT_LAYER",
    hidden_text: "HIDDEN_TEXT"
  }
  for (const reason of DocumentFault.literals) {
    it(`of the reader ends as ${codes[reason]}, keeps the reservation and deletes the input`, () =>
      refused(
        codes[reason],
        Script.use(({ reader }) => reader(Effect.fail(new UnsupportedDocument({ reason }))))
      ))
  }

  it("of the analyst, who sees no text, ends as NO_TEXT_LAYER", () =>
    refused(
      "NO_TEXT_LAYER",
      Script.use(({ analyst }) => analyst(Effect.fail(new UnsupportedDocument({ reason: "no_text" }))))
    ))

  for (const reason of RejectionReason.literals) {
    it(`of the answer for ${reason} ends as ANALYSIS_REJECTED, gives the document back and keeps the input`, () =>
      refused(
        "ANALYSIS_REJECTED",
        Script.use(({ analyst }) => analyst(Effect.fail(new AnalysisRejected({ reason }))))
      ))
  }

  it("by an analyst whom only an operator can help ends as ANALYSIS_UNAVAILABLE at once", () =>
    refused(
      "ANALYSIS_UNAVAILABLE",
      Script.use(({ analyst }) => analyst(Effect.fail(outage({ retryable: false }))))
    ))

  it("of what is larger than the grant admits ends as DOCUMENT_TOO_LARGE", () =>
    tell(2, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        yield* (yield* MemoryUploads).plant(jobId, { fileType: "pdf", bytes: new Uint8Array(maxDocumentBytes + 1) })
        yield* JobRun.run(jobId)
        const ending = Failed("DOCUMENT_TOO_LARGE", false)
        assertEquals(yield* standing(jobId, userId), { ending, input: false, documents: 0, reserved: 1, analyses: 0 })
      })
    ))

  it("comes without any analysis when a consent was withdrawn after the grant", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* uploaded
        yield* (yield* Consents).withdraw(caller, "healthcare_consultation")
        yield* JobRun.run(jobId)
        const ending = Failed("CONSENT_REQUIRED", false)
        assertEquals(yield* standing(jobId, userId), { ending, input: false, documents: 0, reserved: 1, analyses: 0 })
      })
    ))

  it("comes without any analysis when the account was suspended after the grant", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        yield* World.alter(userId, { status: "suspended" })
        yield* JobRun.run(jobId)
        const ending = Failed("ACCOUNT_NOT_ACTIVE", false)
        assertEquals(yield* standing(jobId, userId), { ending, input: false, documents: 0, reserved: 1, analyses: 0 })
      })
    ))
})

describe("a consent that is withdrawn while the job runs", () => {
  /** The first call of the model, with `event` during it, and a second that must not come. */
  const interruptedBy = (
    event: (job: Effect.Success<typeof uploaded>) => Effect.Effect<void, unknown, Layer.Success<typeof layer>>
  ) =>
    Effect.gen(function* () {
      const job = yield* uploaded
      const context = yield* Effect.context<Layer.Success<typeof layer>>()
      const during = Effect.orDie(Effect.provideContext(event(job), context))
      const second = Effect.die(new Error("The model was called without consent"))
      yield* (yield* Script).analyst(Effect.as(during, findings), second)
      yield* JobRun.run(job.jobId)
      return yield* standing(job.jobId, job.userId)
    })
  const left = { input: false, documents: 0, reserved: 1, analyses: 1 }

  for (const type of ConsentType.literals) {
    it(`ends it before the next call of the model: ${type}`, () =>
      tell(20, () =>
        Effect.gen(function* () {
          const withdraw = interruptedBy(({ caller }) => Consents.use((consents) => consents.withdraw(caller, type)))
          assertEquals(yield* withdraw, { ending: Failed("CONSENT_REQUIRED", false), ...left })
        })
      ))
  }

  it("does not end it where it was given again before the next call", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* uploaded
        const { give, withdraw } = yield* Consents
        const wavering = Effect.andThen(
          withdraw(caller, "privacy_policy"),
          give(caller, "privacy_policy", currentVersions.privacy_policy, Fixtures.origin)
        )
        yield* (yield* Script).analyst(Effect.as(Effect.orDie(wavering), findings), Effect.succeed(findings))
        yield* JobRun.run(jobId)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 1 })
      })
    ))

  it("is as good as a suspension", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const suspend = interruptedBy(({ userId }) => World.alter(userId, { status: "suspended" }))
        assertEquals(yield* suspend, { ending: Failed("ACCOUNT_NOT_ACTIVE", false), ...left })
      })
    ))

  it("stops the offline analyst as well: nothing is read after it", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* uploaded
        const { withdraw } = yield* Consents
        const printed = Sketch.document(["Hemoglobin | 10.9 | g/dL | 12.0 - 15.5"])
        const withdrawing = DocumentReader.of({
          read: () => Effect.as(Effect.orDie(withdraw(caller, "medical_disclaimer")), printed)
        })
        yield* JobRun.run(jobId).pipe(
          Effect.provideService(DocumentReader, withdrawing),
          Effect.provide(OfflineReportAnalyst.layer)
        )
        const ending = Failed("CONSENT_REQUIRED", false)
        assertEquals(yield* standing(jobId, userId), { ...left, ending, analyses: 0 })
      })
    ))

  it("leaves the job to the next delivery where nobody can say whether it stands", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const users = yield* UserStore
        const finds = yield* Ref.make(0)
        const down = new Unavailable({ resource: "storage", operation: "find", retryable: true, cause: "none" })
        /** The look before the document is read succeeds; the one before the model does not. */
        const failing = UserStore.of({
          ...users,
          find: (id) =>
            Effect.flatMap(
              Ref.updateAndGet(finds, (n) => n + 1),
              (n) => (n === 2 ? Effect.fail(down) : users.find(id))
            )
        })
        assertEquals(yield* Effect.flip(Effect.provideService(JobRun.run(jobId), UserStore, failing)), down)
        yield* JobRun.run(jobId)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 2 })
      })
    ))
})

describe("an outage of the analyst", () => {
  it("is left to the next delivery, which need not wait", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* uploaded
        const script = yield* Script
        yield* script.analyst(Effect.fail(outage({ retryable: true })))
        assertEquals(yield* Effect.flip(JobRun.run(jobId)), outage({ retryable: true }))
        assertEquals(
          yield* (yield* Jobs).status(caller, jobId),
          JobStatus.cases.Processing.make({ pollAfterSeconds: 2 })
        )
        yield* script.analyst(Effect.succeed(findings))
        yield* JobRun.run(jobId)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 2 })
      })
    ))

  it("is a failure with the third attempt, and the document is given back", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        yield* (yield* Script).analyst(Effect.fail(outage({ retryable: true })))
        assertEquals(yield* Effect.flip(JobRun.run(jobId)), outage({ retryable: true }))
        assertEquals(yield* Effect.flip(JobRun.run(jobId)), outage({ retryable: true }))
        yield* JobRun.run(jobId)
        const ending = Failed("ANALYSIS_UNAVAILABLE", true)
        assertEquals(yield* standing(jobId, userId), { ending, input: true, documents: 0, reserved: 0, analyses: 3 })
      })
    ))
})

describe("a worker", () => {
  it("that died leaves the job to the next one once its lease is over", () =>
    tell(100, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const script = yield* Script
        yield* script.analyst(Effect.never)
        // The seventh call of a run is the analysis.
        assertEquals(yield* deliver(jobId, { call: 7, fault: "crash_before" }), Option.none())
        yield* script.analyst(Effect.succeed(findings))
        assertEquals(yield* Effect.flip(JobRun.run(jobId)), new JobBusy())
        yield* Effect.sleep("29999 millis")
        assertEquals(yield* Effect.flip(JobRun.run(jobId)), new JobBusy())
        yield* Effect.sleep("1 millis")
        yield* JobRun.run(jobId)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 1 })
      })
    ))

  it("that is interrupted lets go, so that the next one need not wait", () =>
    tell(100, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const script = yield* Script
        yield* script.analyst(Effect.never)
        const run = yield* Effect.forkChild(JobRun.run(jobId))
        yield* Effect.sleep("15 seconds")
        yield* Fiber.interrupt(run)
        yield* script.analyst(Effect.succeed(findings))
        yield* JobRun.run(jobId)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 2 })
      })
    ))

  it("that lost its lease writes nothing", () =>
    tell(100, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const store = yield* JobStore
        yield* (yield* Script).analyst(Effect.as(Effect.sleep("5 seconds"), findings))
        const run = yield* Effect.forkChild(Effect.flip(JobRun.run(jobId)))
        yield* Effect.sleep("1 second")
        const later = DateTime.add(yield* DateTime.now, { seconds: 40 })
        yield* store.claim(jobId, later, DateTime.add(later, { seconds: 30 }))
        assertEquals(yield* Fiber.join(run), new JobBusy())
        assertEquals(yield* standing(jobId, userId), {
          ending: null,
          input: true,
          documents: 0,
          reserved: 1,
          analyses: 1
        })
      })
    ))

  it("that finds no document leaves the outcome which a stalled worker wrote after all", () =>
    tell(100, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const vault = yield* DocumentVault
        // The stalled one ends the job and deletes its input just before this one looks for it.
        const stalled = Effect.andThen(
          (yield* JobStore).finish(jobId, JobFixtures.completed(jobId)),
          vault.erase(jobId)
        )
        const emptied = DocumentVault.of({ ...vault, read: (id) => Effect.andThen(stalled, vault.read(id)) })
        yield* Effect.provideService(JobRun.run(jobId), DocumentVault, emptied)
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 0 })
      })
    ))

  it("whose job was taken over at the last moment keeps the outcome that it wrote", () =>
    tell(100, (seed) =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const store = yield* JobStore
        const later = DateTime.add(yield* DateTime.now, { seconds: 40 })
        // The other one still holds the job, or has let it go.
        const takeOver = store.claim(jobId, later, seed % 2 === 0 ? DateTime.add(later, { seconds: 30 }) : Fixtures.at)
        const overtaken = JobStore.of({
          ...store,
          finish: (id, outcome) => Effect.andThen(takeOver, store.finish(id, outcome))
        })
        yield* JobRun.run(jobId).pipe(Effect.provideService(JobStore, overtaken))
        assertEquals(yield* standing(jobId, userId), { ...done, analyses: 1 })
      })
    ))

  it("whose outcome comes second goes by the one that stands", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const store = yield* JobStore
        const first = JobFixtures.failed({ code: "NO_TEXT_LAYER", retryable: false })
        const overtaken = JobStore.of({
          ...store,
          finish: (id, outcome) => Effect.andThen(store.finish(id, first), store.finish(id, outcome))
        })
        yield* JobRun.run(jobId).pipe(Effect.provideService(JobStore, overtaken))
        const ending = Failed("NO_TEXT_LAYER", false)
        assertEquals(yield* standing(jobId, userId), { ending, input: false, documents: 0, reserved: 1, analyses: 1 })
      })
    ))

  it("is the fourth for a job that killed three: it ends the job", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        for (let death = 0; death < 3; death++) {
          assertEquals(yield* deliver(jobId, { call: 7, fault: "crash_after" }), Option.none())
          yield* Effect.sleep("30 seconds")
        }
        yield* JobRun.run(jobId)
        const ending = Failed("PROCESSING_INTERRUPTED", true)
        assertEquals(yield* standing(jobId, userId), { ending, input: true, documents: 0, reserved: 0, analyses: 3 })
      })
    ))

  it("that comes after the run window ends the job as timed out, as its owner was told already", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* uploaded
        yield* Effect.sleep("1200001 millis")
        const TimedOut = { code: "PROCESSING_TIMED_OUT", retryable: true } as const
        assertEquals(yield* (yield* Jobs).status(caller, jobId), JobStatus.cases.Failed.make({ failure: TimedOut }))
        yield* JobRun.run(jobId)
        assertEquals(yield* (yield* Jobs).status(caller, jobId), JobStatus.cases.Failed.make({ failure: TimedOut }))
        const ending = Failed("PROCESSING_TIMED_OUT", true)
        assertEquals(yield* standing(jobId, userId), { ending, input: true, documents: 0, reserved: 0, analyses: 0 })
      })
    ))

  it("that finds no document leaves no trace of having looked", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller } = yield* World.newcomer
        const { jobId } = yield* (yield* Uploads).grant(caller, World.document)
        yield* JobRun.run(jobId)
        assertEquals(yield* (yield* JobStore).remains(jobId), { claim: false, outcome: false })
      })
    ))
})

describe("a cleanup during the run", () => {
  const nothing = { ending: null, input: false, analyses: 1 }

  /** Runs a job that is cleaned up just before or just after its outcome is written. */
  const cleanedUp = (when: "before" | "after", outcome: Effect.Effect<Findings, Unavailable>) =>
    Effect.gen(function* () {
      const { caller, jobId, userId } = yield* uploaded
      const [jobs, store] = [yield* Jobs, yield* JobStore]
      yield* (yield* Script).analyst(outcome)
      const cleanup = Effect.orDie(jobs.cleanup(caller, jobId))
      const claims = yield* Ref.make(0)
      const disturbed = JobStore.of({
        ...store,
        claim: (...of) =>
          Effect.andThen(
            Ref.update(claims, (n) => n + 1),
            store.claim(...of)
          ),
        finish: (id, ending) =>
          when === "before"
            ? Effect.andThen(cleanup, store.finish(id, ending))
            : Effect.tap(store.finish(id, ending), () => cleanup)
      })
      yield* JobRun.run(jobId).pipe(Effect.provideService(JobStore, disturbed))
      assertEquals(yield* Ref.get(claims), 1)
      assertEquals(yield* store.remains(jobId), { claim: false, outcome: false })
      return yield* standing(jobId, userId)
    })

  for (const when of ["before", "after"] as const) {
    it(`${when} its result stands leaves nothing, and the document is counted`, () =>
      tell(100, () =>
        Effect.gen(function* () {
          const left = yield* cleanedUp(when, Effect.succeed(findings))
          assertEquals(left, { ...nothing, documents: 1, reserved: 0 })
        })
      ))

    it(`${when} its failure stands leaves nothing, and the document is given back`, () =>
      tell(100, () =>
        Effect.gen(function* () {
          const left = yield* cleanedUp(when, Effect.fail(outage({ retryable: false })))
          assertEquals(left, { ...nothing, documents: 0, reserved: 0 })
        })
      ))
  }

  it("leaves nothing, whenever it comes", () =>
    tell(1500, (seed) =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* uploaded
        const jobs = yield* Jobs
        const run = yield* Effect.forkChild(Effect.exit(JobRun.run(jobId)))
        for (let steps = seed % 30; steps > 0; steps--) yield* Effect.yieldNow
        const receipt = yield* Effect.exit(jobs.cleanup(caller, jobId))
        yield* Fiber.join(run)
        // Without a receipt the person asks again.
        if (receipt._tag === "Failure") yield* jobs.cleanup(caller, jobId)
        assertEquals(yield* (yield* JobStore).remains(jobId), { claim: false, outcome: false })
        assertEquals(yield* (yield* DocumentVault).exists(jobId), false)
        assertEquals(yield* Effect.flip(jobs.result(caller, jobId, "result")), new JobNotFound())
        yield* JobRun.run(jobId)
        assertEquals(yield* (yield* JobStore).remains(jobId), { claim: false, outcome: false })
      })
    ))
})
