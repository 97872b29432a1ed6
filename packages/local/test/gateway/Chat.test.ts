import { assert, it, layer } from "@effect/vitest"
import { prompts } from "@serenya/domain/chat/Prompts"
import { Effect, Layer } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

const chat = (url: string, token: string) => ({
  prompts: (query = "", headers: Record<string, string> = {}) =>
    Person.call(`${url}/api/v1/chat/prompts${query}`, { headers: { ...Person.bearer(token), ...headers } }),
  ask: (body: unknown, headers: Record<string, string> = {}) =>
    Person.send("POST", `${url}/api/v1/chat/messages`, body, { ...Person.bearer(token), ...headers }),
  answered: (jobId: string) =>
    Person.call(`${url}/api/v1/chat/status/${jobId}`, { headers: Person.bearer(token) }).pipe(
      Effect.delay("20 millis"),
      Effect.repeat({ until: ({ body }) => ["completed", "failed"].includes(body.status) }),
      Effect.timeout("15 seconds")
    )
})

layer(Layer.empty, { excludeTestServices: true, timeout: "30 seconds" })("suggested prompts over HTTP", (it) => {
  it.effect("come whole, for a day, and not again to who has them", () =>
    Effect.gen(function* () {
      const { url } = yield* LocalStack.start()
      const { token } = yield* Person.onboard(url, "jane")
      const { prompts: get } = chat(url, token)
      const all = yield* get()
      assert.deepStrictEqual([all.status, all.body.prompts.length], [200, 24])
      assert.deepStrictEqual(all.body.prompts[0], {
        id: "result-simpler-terms",
        content_type: "result",
        category: "explanation",
        text: prompts[0]?.text,
        prompt: prompts[0]?.prompt,
        display_order: 1,
        has_sub_options: false,
        requires_health_data: true
      })
      assert.strictEqual(all.headers.get("cache-control"), "private, max-age=86400")
      const tag = all.headers.get("etag") ?? ""
      const again = yield* get("", { "if-none-match": `"old", ${tag}` })
      assert.deepStrictEqual([again.status, again.text, again.headers.get("etag")], [304, "", tag])
      assert.strictEqual(again.headers.get("cache-control"), "private, max-age=86400")
      const report = yield* get("?content_type=report", { "if-none-match": tag })
      assert.deepStrictEqual([report.status, report.body.prompts.length], [200, 12])
      assert.notStrictEqual(report.headers.get("etag"), tag)
      assert.strictEqual((yield* get("?content_type=dream")).status, 400)
      assert.strictEqual((yield* Person.call(`${url}/api/v1/chat/prompts`)).status, 401)
    })
  )
})

it.live("answers a question about the results of a document, and keeps nothing when it is cleaned up", () =>
  Effect.gen(function* () {
    const { stateFolder, url } = yield* LocalStack.start()
    const { token } = yield* Person.onboard(url, "jane")
    const { jobId } = yield* Person.upload(url, token, TinyPdf.report)
    yield* Person.ended(url, token, jobId)
    const result = yield* Person.result(url, token, jobId)
    const { lab_results, vitals } = result.body
    const [{ id, test_name, value_text } = assert.fail()] = lab_results
    const { answered, ask } = chat(url, token)

    const asked = yield* ask({
      content_id: jobId,
      message: `What does my ${test_name} mean?`,
      context: { lab_results, vitals }
    })
    assert.deepStrictEqual([asked.status, asked.body.status, asked.body.emergency], [202, "processing", undefined])
    const { body } = yield* answered(asked.body.job_id)
    assert.deepStrictEqual([body.status, body.answer.kind, body.answer.content_id], ["completed", "chat", jobId])
    assert.include(body.answer.answer, value_text)
    assert.deepStrictEqual(body.answer.cited_result_ids, [id])
    assert.deepStrictEqual([body.answer.disclaimers.length, body.answer.follow_ups.length], [4, 3])
    assert.strictEqual(body.answer.provenance.model, "offline-rules")
    yield* Person.inputGone(stateFolder)
    assert.strictEqual((yield* Person.result(url, token, asked.body.job_id)).status, 404)
    assert.strictEqual((yield* Person.status(url, token, asked.body.job_id)).body.status, "completed")
    assert.strictEqual(yield* Person.documentsUsed(url, token), 1)
    const exported = yield* Person.call(`${url}/api/v1/user/export`, { headers: Person.bearer(token) })
    assert.strictEqual(exported.body.jobs.find(({ kind }: { kind: string }) => kind === "chat").result.kind, "chat")
    assert.strictEqual((yield* Person.cleanup(url, token, asked.body.job_id)).status, 200)
    assert.strictEqual((yield* Person.status(url, token, asked.body.job_id)).status, 404)
  })
)

it.live("tells an emergency at once, in the person's language, and once per Idempotency-Key", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const { token } = yield* Person.onboard(url, "jane")
    const { answered, ask } = chat(url, token)
    const message = { content_id: "r", message: "Tengo dolor en el pecho" }
    const asked = yield* ask(message, { "idempotency-key": "wish-1" })
    assert.strictEqual(asked.status, 202)
    assert.match(asked.body.emergency.message, /^Lo que describe puede ser una emergencia/)
    const again = yield* ask(message, { "idempotency-key": "wish-1" })
    assert.deepStrictEqual([again.status, again.text], [202, asked.text])
    const { body } = yield* answered(asked.body.job_id)
    assert.match(body.answer.answer, /^Lo que describe puede ser una emergencia/)
  })
)

it.live("says what is wrong with a question", () =>
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    const { token } = yield* Person.onboard(url, "jane")
    const { ask } = chat(url, token)
    const refusals = yield* Effect.forEach(
      [
        { content_id: "r", message: "" },
        { content_id: "r", message: "x".repeat(1001) },
        { content_id: "a/b", message: "x", suggested_prompt_id: "nothing" },
        { content_id: "r", message: "x", suggested_prompt_id: "result-normal-ranges" },
        { content_id: "r", message: "x", context: { lab_results: [{ id: "r1" }], vitals: [] } }
      ],
      (body) => ask(body)
    )
    assert.deepStrictEqual(
      refusals.map(({ body, status }) => [status, body.code]),
      [
        [400, "MALFORMED_REQUEST"],
        [400, "MALFORMED_REQUEST"],
        [400, "MALFORMED_REQUEST"],
        [422, "HEALTH_DATA_MISSING"],
        [400, "MALFORMED_REQUEST"]
      ]
    )
    assert.deepStrictEqual(
      refusals[2]?.body.fields.map(({ path }: { path: string }) => path),
      ["payload.content_id", "payload.suggested_prompt_id"]
    )
  })
)
