import { assert, layer } from "@effect/vitest"
import { maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import { Context, Effect, Layer } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import * as Person from "../support/Person.ts"
import * as TinyPdf from "../support/TinyPdf.ts"

class Signed extends Context.Service<Signed, { readonly url: string; readonly token: string }>()(
  "@serenya/local/test/gateway/Uploads.test/Signed"
) {}

const signed = Layer.effect(
  Signed,
  Effect.gen(function* () {
    const { url } = yield* LocalStack.start()
    return { url, token: (yield* Person.onboard(url, "jane")).token }
  })
)

const granted = (bytes: Uint8Array) =>
  Effect.flatMap(Signed, ({ token, url }) =>
    Effect.map(Person.grant(url, token, bytes), ({ body }) => ({
      jobId: body.job_id as string,
      form: body.upload as Person.Form
    }))
  )

const codeOf = ({ status, text }: Person.Answered) => [status, /<Code>(\w+)<\/Code>/.exec(text)?.[1]]

layer(signed, { excludeTestServices: true })("uploads", (it) => {
  it.effect("refuses an altered form as S3 does, and leaves the job waiting", () =>
    Effect.gen(function* () {
      const { token, url } = yield* Signed
      const { form, jobId } = yield* granted(TinyPdf.report)
      const another = yield* granted(TinyPdf.report)
      const { Policy: _, ...unsigned } = form.fields
      const altered: ReadonlyArray<Record<string, string>> = [
        { ...form.fields, key: another.form.fields["key"] ?? "" },
        { ...form.fields, key: "incoming/../master.key" },
        { ...form.fields, "Content-Type": "text/html" },
        { ...form.fields, "x-amz-meta-more": "1" },
        { ...form.fields, Policy: another.form.fields["Policy"] ?? "" },
        { ...form.fields, "X-Amz-Signature": "00" },
        unsigned
      ]
      for (const fields of altered)
        assert.deepStrictEqual(codeOf(yield* Person.post({ ...form, fields }, TinyPdf.report)), [403, "AccessDenied"])
      assert.strictEqual((yield* Person.status(url, token, jobId)).body.status, "awaiting_upload")
    })
  )

  it.effect("refuses another file, an empty one, one that is too large, and what is no form", () =>
    Effect.gen(function* () {
      const { form } = yield* granted(TinyPdf.report)
      assert.deepStrictEqual(codeOf(yield* Person.post(form, TinyPdf.of([["another"]]))), [400, "BadDigest"])
      assert.deepStrictEqual(codeOf(yield* Person.post(form, new Uint8Array())), [400, "EntityTooSmall"])
      assert.deepStrictEqual(codeOf(yield* Person.post(form, new Uint8Array(maxDocumentBytes + 1))), [
        400,
        "EntityTooLarge"
      ])
      assert.deepStrictEqual(codeOf(yield* Person.post(form, new Uint8Array(2 * maxDocumentBytes))), [
        400,
        "EntityTooLarge"
      ])
      assert.deepStrictEqual(codeOf(yield* Person.send("POST", form.url, {})), [400, "MalformedPOSTRequest"])
      assert.deepStrictEqual(codeOf(yield* Person.call(form.url)), [405, "MethodNotAllowed"])
    })
  )

  it.effect("takes the granted form, and tells a job that a picture under the name of a PDF is none", () =>
    Effect.gen(function* () {
      const { token, url } = yield* Signed
      const notPdf = Uint8Array.from(Buffer.from("hello"))
      const { form, jobId } = yield* granted(notPdf)
      assert.strictEqual((yield* Person.post(form, notPdf)).status, 204)
      const { body } = yield* Person.ended(url, token, jobId)
      assert.deepStrictEqual([body.status, body.failure.code], ["failed", "WRONG_FILE_TYPE"])
    })
  )
})
