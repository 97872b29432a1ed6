import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

it.live("takes a person from the first sign-in to the cleaned-up result", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const { answer, token } = yield* Person.onboard(url, "jane")
    assert.strictEqual(answer.status, 201, answer.text)
    const { jobId, posted } = yield* Person.upload(url, token, TinyPdf.report)
    assert.strictEqual(posted.status, 204, posted.text)
    const status = yield* Person.ended(url, token, jobId)
    assert.strictEqual(status.body.status, "completed", status.text)
    const result = yield* Person.result(url, token, jobId)
    assert.deepStrictEqual(
      result.body.lab_results.map((row: { test_name: string; value: number; grounding: string }) => [
        row.test_name,
        row.value,
        row.grounding
      ]),
      [
        ["Hemoglobin", 17.9, "verified"],
        ["Glucose", 92, "verified"],
        ["Sodium", 140, "verified"]
      ]
    )
    const cleanup = yield* Person.cleanup(url, token, jobId)
    assert.strictEqual(cleanup.status, 200, cleanup.text)
    assert.strictEqual((yield* Person.result(url, token, jobId)).status, 404)
    assert.strictEqual(yield* Person.documentsUsed(url, token), 1)
    const profile = yield* Person.call(`${url}/api/v1/user/profile`, { headers: Person.bearer(token) })
    assert.strictEqual(profile.body.email, "jane@example.test")
    const logout = yield* Person.call(`${url}/api/v1/auth/logout`, { method: "POST", headers: Person.bearer(token) })
    assert.strictEqual(logout.status, 204)
  })
)

it.live("counts every document of a person who cleans up as soon as the job is seen completed", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const { token } = yield* Person.onboard(url, "jane")
    for (const nth of [1, 2, 3, 4, 5]) {
      const { jobId } = yield* Person.upload(url, token, TinyPdf.report)
      yield* Person.status(url, token, jobId).pipe(
        Effect.repeat({ until: ({ body }) => body.status === "completed" }),
        Effect.timeout("15 seconds")
      )
      const cleanup = yield* Person.cleanup(url, token, jobId)
      assert.strictEqual(cleanup.status, 200, cleanup.text)
      assert.strictEqual(yield* Person.documentsUsed(url, token, nth), nth)
    }
  })
)

it.live("signs the same person in through Apple's way of telling a nonce and a verified address", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const first = yield* Person.onboard(url, "mei", "apple")
    assert.strictEqual(first.answer.status, 201, first.answer.text)
    const again = yield* Person.send(
      "POST",
      `${url}/api/v1/auth/oauth-signin`,
      yield* Person.claim(url, "mei", "apple")
    )
    assert.deepStrictEqual([again.status, again.body.user?.id], [200, first.answer.body.user.id], again.text)
  })
)
