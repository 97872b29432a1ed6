import { assert, it } from "@effect/vitest"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

const correlationId = "the-same-for-all"

it.live("answers for another person's job byte for byte as for one that never was", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const jane = yield* Person.onboard(url, "jane")
    const omar = yield* Person.onboard(url, "omar")
    const { jobId } = yield* Person.upload(url, jane.token, TinyPdf.report)
    yield* Person.ended(url, jane.token, jobId)
    const { id: omarId } = omar.answer.body.user
    const now = yield* DateTime.now
    const madeUp = (userId: string, minutesAgo: number) =>
      makeJobId("result", UserId.make(userId), DateTime.subtract(now, { minutes: minutesAgo }), "A".repeat(22))
    const mutated = jobId.slice(0, -1) + (jobId.endsWith("A") ? "B" : "A")
    const claimed = jobId.replace(/_[0-9a-f-]{36}_/, `_${omarId}_`)
    const ids = [
      jobId,
      mutated,
      claimed,
      madeUp(jane.answer.body.user.id, 0),
      madeUp(omarId, 6),
      "result",
      "%00",
      "..%2F..%2Fmaster.key"
    ]
    for (const [method, path] of [
      ["GET", "status"],
      ["GET", "result"]
    ] as const) {
      const answers = yield* Effect.forEach(ids, (id) =>
        Person.call(`${url}/api/v1/process/${path}/${id}`, {
          method,
          headers: { ...Person.bearer(omar.token), "x-correlation-id": correlationId }
        })
      )
      assert.deepStrictEqual(
        answers.map(({ status }) => status),
        ids.map(() => 404),
        path
      )
      assert.deepStrictEqual(new Set(answers.map(({ text }) => text)).size, 1, path)
      assert.strictEqual(answers[0]?.body.correlation_id, correlationId)
      assert.deepStrictEqual(
        new Set(answers.map(({ headers }) => JSON.stringify([...headers].filter(([name]) => name !== "date")))).size,
        1
      )
    }
  })
)

it.live("does not clean up another person's job", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const jane = yield* Person.onboard(url, "jane")
    const omar = yield* Person.onboard(url, "omar")
    const { jobId } = yield* Person.upload(url, jane.token, TinyPdf.report)
    yield* Person.ended(url, jane.token, jobId)
    const refused = yield* Person.cleanup(url, omar.token, jobId)
    assert.deepStrictEqual([refused.status, refused.body.code], [404, "JOB_NOT_FOUND"])
    assert.strictEqual((yield* Person.result(url, jane.token, jobId)).status, 200)
  })
)
