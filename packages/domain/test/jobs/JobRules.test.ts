import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Option } from "effect"
import {
  AnalysisRejected,
  DocumentFault,
  DocumentTooLarge,
  RejectionReason,
  UnsupportedDocument
} from "../../src/analysis/AnalysisErrors.ts"
import { JobStatus } from "../../src/jobs/Job.ts"
import { JobEnding, JobFailureCode } from "../../src/jobs/JobOutcome.ts"
import { failureOf, isInputSpent, settlement, status } from "../../src/jobs/JobRules.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import * as Fixtures from "../../testing/Fixtures.ts"

const none = Option.none<JobEnding>()
const completed = Option.some(JobEnding.cases.Completed.make({}))
const failure = { code: "NO_TEXT_LAYER", retryable: false } as const
const failed = Option.some(JobEnding.cases.Failed.make({ failure }))

const Waiting = JobStatus.cases.AwaitingUpload.make({ pollAfterSeconds: 2 })
const Running = JobStatus.cases.Processing.make({ pollAfterSeconds: 2 })
const Done = JobStatus.cases.Completed.make({})
const Failed = JobStatus.cases.Failed.make({ failure })
const TimedOut = JobStatus.cases.Failed.make({ failure: { code: "PROCESSING_TIMED_OUT", retryable: true } })

const minute = 60_000
const hour = 60 * minute

/** Age in milliseconds, and where a job stands then: without a trace, with its input, with an input and with either ending. */
const table: ReadonlyArray<
  readonly [
    age: number,
    bare: JobStatus | null,
    input: JobStatus | null,
    done: JobStatus | null,
    failed: JobStatus | null
  ]
> = [
  [0, Waiting, Running, Done, Failed],
  [5 * minute - 1, Waiting, Running, Done, Failed],
  [5 * minute, null, Running, Done, Failed],
  [20 * minute, null, Running, Done, Failed],
  [20 * minute + 1, null, TimedOut, Done, Failed],
  [48 * hour, null, TimedOut, Done, Failed],
  [48 * hour + 1, null, null, null, null]
]

describe("where a job stands", () => {
  for (const [age, bare, input, done, refused] of table) {
    it(`after ${age} ms`, () => {
      const now = DateTime.add(Fixtures.at, { milliseconds: age })
      const at = (ending: Option.Option<JobEnding>, uploaded: boolean) =>
        Option.getOrNull(
          status({ ending, uploaded, retried: Option.none() }, { kind: "result", createdAt: Fixtures.at }, now)
        )
      assertEquals(at(none, false), bare)
      assertEquals(at(none, true), input)
      for (const uploaded of [true, false]) {
        assertEquals(at(completed, uploaded), done)
        assertEquals(at(failed, uploaded), refused)
      }
    })
  }
})

describe("what becomes of a job's document", () => {
  it("is counted with a result, and the input is spent", () => {
    const ending = JobEnding.cases.Completed.make({})
    assertEquals([settlement(ending), isInputSpent(ending)], ["commit", true])
  })

  const ours: ReadonlySet<JobFailureCode> = new Set([
    "ANALYSIS_UNAVAILABLE",
    "ANALYSIS_REJECTED",
    "PROCESSING_TIMED_OUT",
    "PROCESSING_INTERRUPTED"
  ])
  for (const code of JobFailureCode.literals) {
    it(`${ours.has(code) ? "is given back" : "lapses"} after ${code}`, () => {
      for (const retryable of [true, false]) {
        const ending = JobEnding.cases.Failed.make({ failure: { code, retryable } })
        assertEquals(settlement(ending), ours.has(code) ? "release" : "lapse")
        assertEquals(isInputSpent(ending), !retryable)
      }
    })
  }
})

describe("what a person is told of a failure", () => {
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
    it(`${codes[reason]} for good`, () =>
      assertEquals(failureOf(new UnsupportedDocument({ reason })), { code: codes[reason], retryable: false }))
  }

  it("DOCUMENT_TOO_LARGE for good", () =>
    assertEquals(failureOf(new DocumentTooLarge({ limit: 1 })), { code: "DOCUMENT_TOO_LARGE", retryable: false }))

  it("ANALYSIS_REJECTED for now, whatever was wrong with the answer", () => {
    for (const reason of RejectionReason.literals) {
      assertEquals(failureOf(new AnalysisRejected({ reason })), { code: "ANALYSIS_REJECTED", retryable: true })
    }
  })

  it("ANALYSIS_UNAVAILABLE for now, also when only an operator can help", () => {
    for (const retryable of [true, false]) {
      const outage = new Unavailable({ resource: "analysis", operation: "analyse", retryable, cause: "none" })
      assertEquals(failureOf(outage), { code: "ANALYSIS_UNAVAILABLE", retryable: true })
    }
  })
})
