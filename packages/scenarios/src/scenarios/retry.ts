import { Effect } from "effect"
import { refused } from "../check/Refused.ts"
import { same } from "../check/Unexpected.ts"
import * as Jobs from "../job/Jobs.ts"
import * as SampleReport from "../job/SampleReport.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as Scenario from "../Scenario.ts"

export const hopeless = Scenario.make({
  name: "hopeless",
  story: "uploads an empty page, is told why it cannot be read, and is not charged for it",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const person = yield* Person.newcomer(target, identities)
    const jobId = yield* Jobs.upload(person, SampleReport.blankPdf)
    const { failure, status } = yield* Jobs.ended(target, person, jobId)
    yield* same("how it ended", [status, failure?.code, failure?.retryable], ["failed", "NO_TEXT_LAYER", false])
    const params = { job_id: jobId }
    yield* refused("the result of a failed job", person.api.result.result({ params }), "JobFailed")
    const { reason } = yield* refused(
      "a retry of a hopeless job",
      person.api.upload.retry({ params, headers: yield* newKey }),
      "JobNotRetryable"
    )
    yield* same("why it is not retried", reason, "failed_for_good")
    yield* Jobs.counted(target, person, 0)
    yield* person.api.cleanup.cleanup({ params })
  })
})

export const retry = Scenario.make({
  name: "retry",
  story: "tries a failed document again without sending it again, and pays for it once",
  needs: ["identities", "troubles"],
  play: Effect.fnUntraced(function* ({ identities, troubles, ...target }) {
    const person = yield* Person.newcomer(target, identities)
    yield* troubles.failNextAnalysis
    const jobId = yield* Jobs.upload(person, SampleReport.pdf)
    const { failure, status } = yield* Jobs.ended(target, person, jobId)
    yield* same("how it ended", [status, failure?.code, failure?.retryable], ["failed", "ANALYSIS_REJECTED", true])
    yield* Jobs.counted(target, person, 0)

    const params = { job_id: jobId }
    const again = yield* person.api.upload.retry({ params, headers: yield* newKey })
    yield* same("where it stands then", again.status, "processing")
    const { status: now } = yield* Jobs.ended(target, person, jobId)
    yield* same("how it ended the second time", now, "completed")
    yield* Jobs.counted(target, person, 1)
    const { reason } = yield* refused(
      "a retry of a job that went well",
      person.api.upload.retry({ params, headers: yield* newKey }),
      "JobNotRetryable"
    )
    yield* same("why it is not retried", reason, "not_failed")
    yield* person.api.cleanup.cleanup({ params })
  })
})
