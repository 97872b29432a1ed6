import { maxDocumentBytes } from "@serenya/domain/jobs/DocumentVault"
import { Effect, Ref } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { refused } from "../check/Refused.ts"
import { holds, same } from "../check/Unexpected.ts"
import * as Jobs from "../job/Jobs.ts"
import * as SampleReport from "../job/SampleReport.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as Scenario from "../Scenario.ts"
import type { Target } from "../target/Target.ts"

/** What goes over the wire, but for what names the moment. */
const answer = Effect.fnUntraced(function* ({ url }: Target, person: Person.Person, path: string) {
  const request = HttpClientRequest.get(`${url}/api/v1/process/${path}`).pipe(
    HttpClientRequest.bearerToken(yield* Ref.get(person.accessToken)),
    HttpClientRequest.setHeader("x-correlation-id", "the-same-for-all")
  )
  const response = yield* HttpClient.execute(request)
  return { status: response.status, type: response.headers["content-type"], text: yield* response.text }
})

/** An id that was never granted, of the same form and the same moment. */
const mutated = (jobId: string): string => jobId.slice(0, -1) + (jobId.endsWith("A") ? "B" : "A")

export const foreignJobs = Scenario.make({
  name: "foreign-jobs",
  story: "tries the job ids of another person, and learns nothing of them",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const owner = yield* Person.newcomer(target, identities)
    const { jobId } = yield* Jobs.analysed(target, owner, SampleReport.pdf)
    const prying = yield* Person.newcomer(target, identities)
    const ids = [jobId, mutated(jobId), jobId.replace(owner.id, prying.id), "result", "%00"]
    for (const what of ["status", "result"]) {
      const answers = yield* Effect.forEach(ids, (id) => answer(target, prying, `${what}/${id}`))
      const [first] = answers
      yield* same("the status of a foreign id", first?.status, 404)
      for (const one of answers) yield* same(`what ${what} says of a foreign id`, one, first)
    }
    yield* refused("a foreign cleanup", prying.api.cleanup.cleanup({ params: { job_id: jobId } }), "JobNotFound")
    yield* refused(
      "a foreign retry",
      prying.api.upload.retry({ params: { job_id: jobId }, headers: yield* newKey }),
      "JobNotFound"
    )
    yield* refused("a foreign question", prying.api.chatStatus.status({ params: { job_id: jobId } }), "JobNotFound")
    yield* Jobs.analysisOf(owner, jobId)
  })
})

export const limits = Scenario.make({
  name: "limits",
  story: "announces what is too large, what is empty, and more than a free month holds",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const { api } = yield* Person.newcomer(target, identities)
    const payload = yield* Jobs.announcement(SampleReport.pdf)
    const grant = (headers: Effect.Success<typeof newKey>, change: Partial<typeof payload> = {}) =>
      api.upload.grant({ headers, payload: { ...payload, ...change } })

    yield* refused(
      "a document that is too large",
      grant(yield* newKey, { fileSize: maxDocumentBytes + 1 }),
      "DocumentTooLarge"
    )
    yield* refused("an empty document", grant(yield* newKey, { fileSize: 0 }), "UnsupportedDocument")
    const key = yield* newKey
    const granted = yield* grant(key)
    yield* same("the job of a grant that is asked for twice", (yield* grant(key)).jobId, granted.jobId)
    yield* refused("another request under the same key", grant(key, { fileType: "png" }), "IdempotencyKeyReused")

    for (let granted = 1; granted < 5; granted++) yield* grant(yield* newKey)
    const { limit, used } = yield* refused("a sixth document", grant(yield* newKey), "UsageLimitReached")
    yield* same("what is used of what", [used, limit], [5, 5])
  })
})

export const forms = Scenario.make({
  name: "forms",
  story: "uploads another document than the announced one, which is refused",
  needs: ["identities", "uploads"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const { api } = yield* Person.newcomer(target, identities)
    const payload = yield* Jobs.announcement(SampleReport.pdf)
    const { upload } = yield* api.upload.grant({ headers: yield* newKey, payload })
    const status = yield* Jobs.post(upload, SampleReport.blankPdf)
    yield* holds("another document is refused", status >= 400 && status < 500, status)
    const longer = yield* Jobs.post(upload, Uint8Array.from([...SampleReport.pdf, 0]))
    yield* holds("a longer document is refused", longer >= 400 && longer < 500, longer)
  })
})
