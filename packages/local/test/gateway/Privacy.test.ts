import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

const filesIn = (folder: string, names: ReadonlyArray<string>) =>
  Effect.promise(async () => (await Promise.all(names.map((name) => readdir(join(folder, name))))).flat())

it.live("shows a person everything that is held, forgets them with all their objects, and answers again", () =>
  Effect.gen(function* () {
    const { stateFolder, url } = yield* LocalStack.start()
    const { answer, token } = yield* Person.onboard(url, "jane")
    const headers = Person.bearer(token)
    const { jobId } = yield* Person.upload(url, token, TinyPdf.report)
    yield* Person.ended(url, token, jobId)
    const other = yield* Person.onboard(url, "omar")
    const theirs = yield* Person.upload(url, other.token, TinyPdf.report)
    yield* Person.ended(url, other.token, theirs.jobId)

    const exported = yield* Person.call(`${url}/api/v1/user/export`, { headers })
    assert.strictEqual(exported.status, 200, exported.text)
    assert.strictEqual(exported.body.account.email, answer.body.user.email)
    const result = yield* Person.result(url, token, jobId)
    assert.deepStrictEqual(exported.body.jobs[0].result, result.body)
    assert.notInclude(exported.text, theirs.jobId)

    const erase = (body: unknown) => Person.send("DELETE", `${url}/api/v1/user/profile`, body, headers)
    assert.strictEqual((yield* erase({ confirmation: "yes" })).status, 400)
    const receipt = yield* erase({ confirmation: "DELETE" })
    assert.strictEqual(receipt.status, 200, receipt.text)
    // API Gateway keeps the authorizer's answer: who lost the receipt gets it again.
    assert.strictEqual((yield* erase({ confirmation: "DELETE" })).body.reference, receipt.body.reference)

    const objects = yield* filesIn(stateFolder, ["incoming", "claims", "outgoing"])
    assert.isFalse(objects.some((name) => name.includes(answer.body.user.id)))
    assert.isTrue(objects.some((name) => name.includes(theirs.jobId)))
    assert.deepStrictEqual(yield* filesIn(stateFolder, ["erasures"]), [`${receipt.body.reference}.json`])
    // What reads the user knows at once; what does not finds nothing.
    assert.strictEqual((yield* Person.call(`${url}/api/v1/user/profile`, { headers })).status, 401)
    assert.strictEqual((yield* Person.result(url, token, jobId)).status, 404)
    assert.strictEqual((yield* Person.result(url, other.token, theirs.jobId)).status, 200)
    const again = yield* Person.onboard(url, "jane")
    assert.strictEqual(again.answer.status, 201, again.answer.text)
    assert.notStrictEqual(again.answer.body.user.id, answer.body.user.id)
  })
)
