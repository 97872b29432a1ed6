import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"
it.live("race", () =>
  Effect.gen(function*() {
    const { url } = yield* LocalStack.start({settings: {}})
    for (const p of ["jane", "omar", "mei"]) {
    const { token } = yield* Person.onboard(url, p)
    for (let i = 0; i < 5; i++) {
    const { jobId } = yield* Person.upload(url, token, TinyPdf.report)
    yield* Person.ended(url, token, jobId)
    const cleanup = yield* Person.call(`${url}/api/v1/process/cleanup/${jobId}`, { method: "DELETE", headers: Person.bearer(token) })
    assert.strictEqual(cleanup.status, 200, cleanup.text)
    } }
  }), 60000)
