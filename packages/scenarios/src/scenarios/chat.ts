import { ContentId } from "@serenya/domain/chat/ContentId"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { Effect, Redacted } from "effect"
import { refused } from "../check/Refused.ts"
import { holds, same, Unexpected } from "../check/Unexpected.ts"
import * as Jobs from "../job/Jobs.ts"
import * as SampleReport from "../job/SampleReport.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as Scenario from "../Scenario.ts"
import type { Target } from "../target/Target.ts"

const message = (text: string) => Redacted.make(text, { label: "message" })

const answered = Effect.fnUntraced(function* (target: Target, { api }: Person.Person, jobId: JobId) {
  const { answer, failure } = yield* Jobs.until(
    target,
    `waited for the answer of ${jobId}`,
    api.chatStatus.status({ params: { job_id: jobId } }),
    ({ status }) => status === "completed" || status === "failed"
  )
  return answer ?? (yield* new Unexpected({ what: "there is no answer", found: failure }))
})

export const chat = Scenario.make({
  name: "chat",
  story: "asks about their results, is told at once what an emergency is, and leaves nothing of it behind",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const person = yield* Person.newcomer(target, identities)
    const { api } = person
    const { prompts } = yield* api.chatPrompts.prompts({ query: {} })
    yield* same("the suggested prompts", prompts.length, 24)

    const { jobId: about, labResults, vitals } = yield* Jobs.analysed(target, person, SampleReport.pdf)
    const contentId = ContentId.make(about)
    const ask = (text: string, headers: Effect.Success<typeof newKey>, context = { labResults, vitals }) =>
      api.chatMessages.ask({ headers, payload: { contentId, message: message(text), context } })

    const question = yield* ask("What does my Hemoglobin mean?", yield* newKey)
    yield* holds("a question is no emergency", question.emergency === undefined, question)
    const reply = yield* answered(target, person, question.jobId)
    yield* same("what the answer is about", reply.contentId, contentId)
    yield* holds("the answer says the value", reply.answer.includes("17.9"), reply.answer)
    yield* same("the answer's disclaimers", reply.disclaimers.length, 4)

    const key = yield* newKey
    const pain = yield* ask("I have chest pain", key, { labResults: [], vitals: [] })
    yield* holds("chest pain is an emergency", pain.emergency !== undefined, pain)
    const again = yield* ask("I have chest pain", key, { labResults: [], vitals: [] })
    yield* same("the job of a message that is sent twice", again.jobId, pain.jobId)
    const urgent = yield* answered(target, person, pain.jobId)
    yield* holds("the answer begins with it", urgent.answer.startsWith(pain.emergency?.message ?? "-"), urgent.answer)

    yield* api.cleanup.cleanup({ params: { job_id: question.jobId } })
    yield* refused(
      "an answer after the cleanup",
      api.chatStatus.status({ params: { job_id: question.jobId } }),
      "JobNotFound"
    )
  })
})
