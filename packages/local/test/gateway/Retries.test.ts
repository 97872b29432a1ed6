import { assert, it } from "@effect/vitest"
import { AnalysisRejected } from "@serenya/domain/analysis/AnalysisErrors"
import { Effect } from "effect"
import * as Analysts from "../support/Analysts.ts"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

const rejected = Effect.fail(new AnalysisRejected({ reason: "truncated_answer" }))

it.live("starts a failed job again with the document that is still there, and counts it once", () =>
  Effect.gen(function* () {
    const analyst = Analysts.counting((call) => (call <= 2 ? rejected : Effect.void))
    const { stateFolder, url } = yield* LocalStack.start({ analyst: analyst.layer })
    const { token } = yield* Person.onboard(url, "jane")
    const { jobId } = yield* Person.upload(url, token, TinyPdf.report)
    for (let times = 1; times <= 2; times++) {
      const { body } = yield* Person.ended(url, token, jobId)
      assert.deepStrictEqual(
        [body.status, body.failure.code, body.failure.retryable],
        ["failed", "ANALYSIS_REJECTED", true]
      )
      assert.strictEqual(yield* Person.documentsUsed(url, token, 0), 0)
      const retried = yield* Person.retry(url, token, jobId)
      assert.deepStrictEqual([retried.status, retried.body.status], [202, "processing"])
    }
    const { body } = yield* Person.ended(url, token, jobId)
    assert.deepStrictEqual([body.status, analyst.count.calls], ["completed", 3])
    yield* Person.inputGone(stateFolder)
    assert.strictEqual(yield* Person.documentsUsed(url, token), 1)
    const over = yield* Person.retry(url, token, jobId)
    assert.deepStrictEqual([over.status, over.body.code, over.body.reason], [409, "JOB_NOT_RETRYABLE", "not_failed"])
  })
)
