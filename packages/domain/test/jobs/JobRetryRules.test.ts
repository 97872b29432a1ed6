import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Option, Result } from "effect"
import { JobNotFound, JobNotRetryable } from "../../src/jobs/JobErrors.ts"
import { JobKind } from "../../src/jobs/JobId.ts"
import { JobEnding } from "../../src/jobs/JobOutcome.ts"
import { retryStep } from "../../src/jobs/JobRetryRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"

const after = (minutes: number) => DateTime.add(Fixtures.at, { minutes })

const completed = JobEnding.cases.Completed.make({})
const passing = JobEnding.cases.Failed.make({ failure: { code: "ANALYSIS_UNAVAILABLE", retryable: true } })
const final = JobEnding.cases.Failed.make({ failure: { code: "WRONG_FILE_TYPE", retryable: false } })

/** A claim of the attempt, held until that minute, of a job that was retried so often and then last. */
const claim = (attempt: number, heldUntil: number, times = 0, retriedAt = 0) => ({
  jobId: JobFixtures.someId,
  attempt,
  leaseUntil: after(heldUntil),
  revision: "1",
  retried: times === 0 ? Option.none() : Option.some({ times, at: after(retriedAt) })
})

interface Case {
  readonly at: number
  readonly ending?: JobEnding
  readonly input?: boolean
  readonly claim?: ReturnType<typeof claim>
  readonly expected: string
}

/** `at` in minutes after the job was made. */
const cases: Readonly<Record<string, Case>> = {
  "a failure that may pass begins one": { at: 3, ending: passing, claim: claim(3, 2), expected: "begin" },
  "also under the lease of the worker who wrote it": { at: 3, ending: passing, claim: claim(3, 9), expected: "begin" },
  "also after two retries": { at: 60, ending: passing, claim: claim(3, 2, 2, 40), expected: "begin" },
  "three are enough": { at: 60, ending: final, claim: claim(3, 2, 3, 40), expected: "retries_spent" },
  "a failure for good stays one": { at: 3, ending: final, claim: claim(1, 2), expected: "failed_for_good" },
  "a result stays one": { at: 3, ending: completed, claim: claim(1, 2), expected: "not_failed" },
  "a result of a stalled worker stays one, too": {
    at: 3,
    ending: completed,
    claim: claim(0, 2, 1, 2),
    expected: "not_failed"
  },
  "a job at work is not failed": { at: 3, claim: claim(1, 4), expected: "not_failed" },
  "a job between two deliveries is not failed": { at: 3, claim: claim(1, 2), expected: "not_failed" },
  "a job that no worker saw yet is not failed": { at: 3, expected: "not_failed" },
  "a job without its input is not begun": { at: 3, input: false, expected: "not_failed" },
  "a job that took too long begins one": { at: 21, claim: claim(2, 9), expected: "begin" },
  "a job whose event never came, too": { at: 21, expected: "begin" },
  "but not while a late worker holds it": { at: 21, claim: claim(3, 22), expected: "not_failed" },
  "one that was counted and not begun is resumed": { at: 4, claim: claim(0, 3, 1, 3), expected: "resume" },
  "also where the old ending still stands": { at: 4, ending: passing, claim: claim(0, 3, 1, 3), expected: "resume" },
  "also where it is the last one": { at: 4, ending: passing, claim: claim(0, 3, 3, 3), expected: "resume" },
  "not where its own window is over: that is another": { at: 24, claim: claim(0, 3, 1, 3), expected: "begin" },
  "one that a worker has is begun": { at: 4, claim: claim(1, 5, 1, 3), expected: "begun" },
  "also long after the job was made": { at: 300, claim: claim(1, 301, 1, 299), expected: "begun" },
  "without an input there is none": {
    at: 4,
    ending: passing,
    input: false,
    claim: claim(3, 2),
    expected: "input_gone"
  },
  "nor can a counted one go on": {
    at: 4,
    ending: passing,
    input: false,
    claim: claim(0, 3, 1, 3),
    expected: "input_gone"
  },
  "after two days there is no job": { at: 48 * 60 + 1, ending: passing, claim: claim(3, 2), expected: "JobNotFound" }
}

describe("a retry", () => {
  for (const [name, { at, claim: held, ending, expected, input = true }] of Object.entries(cases)) {
    it(name, () => {
      const step = retryStep(
        { ending: Option.fromUndefinedOr(ending), uploaded: input, claim: Option.fromUndefinedOr(held) },
        { kind: "result", createdAt: Fixtures.at },
        after(at)
      )
      const told = Result.match(step, {
        onSuccess: (found): string => found,
        onFailure: (refusal) => (refusal instanceof JobNotRetryable ? refusal.reason : refusal._tag)
      })
      assertEquals(told, expected)
    })
  }

  it("of a request whose input is gone finds no job, where an upload might still come", () => {
    const steps = JobKind.literals.map((kind) =>
      retryStep(
        { ending: Option.none(), uploaded: false, claim: Option.none() },
        { kind, createdAt: Fixtures.at },
        after(1)
      )
    )
    assertEquals(steps, [
      Result.fail(new JobNotRetryable({ reason: "not_failed" })),
      Result.fail(new JobNotFound()),
      Result.fail(new JobNotFound())
    ])
  })
})
