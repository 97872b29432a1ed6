import { assert, describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Array, Effect, Option, Redacted } from "effect"
import { AnalysisRejected } from "../../src/analysis/AnalysisErrors.ts"
import { disclaimers } from "../../src/analysis/Disclaimers.ts"
import type { ChatRequest } from "../../src/chat/ChatRequest.ts"
import { Chats } from "../../src/chat/Chats.ts"
import { ContentId } from "../../src/chat/ContentId.ts"
import { emergencyMessages } from "../../src/chat/EmergencyMessages.ts"
import type { Reply } from "../../src/chat/Reply.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import { JobStatus } from "../../src/jobs/Job.ts"
import { JobNotFound } from "../../src/jobs/JobErrors.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { Retries } from "../../src/jobs/Retries.ts"
import * as World from "../services/World.ts"
import { context, outage, said, Script, standing, tell } from "./JobWorld.ts"

const question = (message: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  contentId: ContentId.make("device-result-1"),
  message: Redacted.make(message, { label: "message" }),
  context,
  ...more
})

/** A person who asked, and a companion who says this, one after the other. */
const asked = Effect.fnUntraced(function* (
  request: ChatRequest,
  ...replies: Array.NonEmptyArray<Partial<Reply> | AnalysisRejected>
) {
  const { caller, user } = yield* World.newcomer
  yield* (yield* Script).companion(
    ...Array.map(replies, (reply) =>
      reply instanceof AnalysisRejected ? Effect.fail(reply) : Effect.succeed({ ...said, ...reply })
    )
  )
  return { caller, userId: user.id, ...(yield* (yield* Chats).ask(caller, request)) }
})

const answered = Effect.fnUntraced(function* (
  request: ChatRequest,
  ...replies: Array.NonEmptyArray<Partial<Reply> | AnalysisRejected>
) {
  const job = yield* asked(request, ...replies)
  yield* JobRun.run(job.jobId)
  return { ...job, answer: yield* (yield* Jobs).result(job.caller, job.jobId, "chat") }
})

describe("a question", () => {
  it("is answered with its citations, follow-ups, provenance and all disclaimers, and kept no longer", () =>
    tell(50, () =>
      Effect.gen(function* () {
        const reply = { citedResultIds: ["r1"], followUps: ["result-doctor-questions"] }
        const { answer, caller, jobId, userId } = yield* answered(question("What does it mean?"), reply)
        const { followUps, generatedAt: _, provenance, ...rest } = answer
        assertEquals(rest, {
          jobId,
          kind: "chat",
          contentId: ContentId.make("device-result-1"),
          answer: said.answer,
          citedResultIds: ["r1"],
          warnings: [],
          disclaimers
        })
        assertEquals(followUps[0], "result-doctor-questions")
        assertEquals(followUps.length, 3)
        assertEquals([provenance.model, provenance.promptVersion], ["scripted", "1"])
        assertTrue(provenance.rulesVersion.endsWith("+emergency-1"))
        assertEquals(yield* (yield* Jobs).status(caller, jobId), JobStatus.cases.Completed.make({}))
        const { documents, input, reserved } = yield* standing(jobId, userId)
        assertEquals({ documents, input, reserved }, { documents: 0, input: false, reserved: 0 })
        yield* (yield* Jobs).cleanup(caller, jobId)
        assertEquals(yield* (yield* JobStore).remains(jobId), { claim: false, outcome: false })
      })
    ))

  it("is no result, and a result is no answer", () =>
    tell(3, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* answered(question("What does it mean?"), {})
        assertEquals(yield* Effect.flip((yield* Jobs).result(caller, jobId, "result")), new JobNotFound())
        const stranger = yield* World.newcomer
        assertEquals(yield* Effect.flip((yield* Jobs).standing(stranger.caller, jobId, "chat")), new JobNotFound())
      })
    ))

  it("is not awaited like an upload once it is gone", () =>
    tell(3, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* asked(question("What does it mean?"), {})
        yield* (yield* Jobs).cleanup(caller, jobId)
        assertEquals(yield* Effect.flip((yield* Jobs).status(caller, jobId)), new JobNotFound())
      })
    ))

  it("that no answer could be trusted to can be asked again three times", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const rejected = new AnalysisRejected({ reason: "schema_mismatch" })
        const { caller, jobId } = yield* asked(question("What does it mean?"), rejected)
        yield* JobRun.run(jobId)
        assertEquals((yield* (yield* Jobs).status(caller, jobId))._tag, "Failed")
        assertEquals(yield* (yield* DocumentVault).exists(jobId), true)
        yield* (yield* Retries).retry(caller, jobId)
        yield* (yield* Script).companion(Effect.succeed(said))
        yield* JobRun.run(jobId)
        assertEquals((yield* (yield* Jobs).result(caller, jobId, "chat")).answer, said.answer)
      })
    ))

  it("of a person who withdrew a consent is not answered", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* asked(question("What does it mean?"), {})
        yield* (yield* Consents).withdraw(caller, "privacy_policy")
        yield* JobRun.run(jobId)
        const failure = { code: "CONSENT_REQUIRED", retryable: false } as const
        assertEquals(yield* (yield* Jobs).status(caller, jobId), JobStatus.cases.Failed.make({ failure }))
        assertEquals(yield* (yield* Script).asked, [])
        assertEquals(yield* (yield* DocumentVault).exists(jobId), false)
      })
    ))
})

describe("a number that no result has", () => {
  const wrong = "Your hemoglobin is 71.9 g/dL. It is above its range."

  it("is said back once, and a better answer is shown whole", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { answer } = yield* answered(question("?"), { answer: wrong }, {})
        assertEquals([answer.answer, answer.warnings], [said.answer, []])
        assertEquals(yield* (yield* Script).asked, [[], ["71.9"]])
      })
    ))

  it("said again is left out with its sentence, which the person is told", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { answer } = yield* answered(question("?"), { answer: wrong })
        assertEquals(answer.answer, "It is above its range.")
        assertEquals(
          answer.warnings.map(({ code }) => code),
          ["sentence_withheld"]
        )
        assertEquals((yield* (yield* Script).asked).length, 2)
      })
    ))

  it("leaves an honest sentence where it leaves nothing", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { answer } = yield* answered(question("?"), { answer: "Take 20 mg of iron." })
        assert.match(answer.answer, /^Nothing of this answer could be checked/)
      })
    ))

  it("is none where it only counts a list", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { answer } = yield* answered(question("?"), { answer: "1. Hemoglobin is high.\n2) Ask your doctor." })
        assertEquals(answer.answer, "- Hemoglobin is high.\n- Ask your doctor.")
        assertEquals(answer.warnings, [])
      })
    ))

  it("is none the better for standing in the question", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { answer } = yield* answered(question("Is 71.9 g/dL normal?"), { answer: wrong })
        assert.notInclude(answer.answer, "71.9")
      })
    ))
})

describe("what a companion says beside the answer", () => {
  it("cites only results that exist, and those that the text names", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { answer } = yield* answered(question("?"), { citedResultIds: ["r9", "../r1", ""] })
        assertEquals(answer.citedResultIds, ["r1"])
        const unnamed = yield* answered(question("?"), { answer: "Ask your doctor.", citedResultIds: ["r9"] })
        assertEquals(unnamed.answer.citedResultIds, [])
      })
    ))

  it("goes on only with prompts of the catalogue about the same content, and not with the one just asked", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const reply = { followUps: ["evil", "report-key-findings", "result-normal-ranges", "result-simpler-terms"] }
        const prompted = question("?", { suggestedPromptId: "result-normal-ranges" })
        const { answer } = yield* answered(prompted, reply)
        assertEquals(answer.followUps[0], "result-simpler-terms")
        assertEquals(answer.followUps.includes("result-normal-ranges"), false)
        assertTrue(answer.followUps.every((id) => id.startsWith("result-")))
      })
    ))

  it("is shown without links and markup", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const hostile =
          "Your hemoglobin is 17.9 g/dL. Read [this](http://evil.example). <img src=x onerror=alert(1)> Bye."
        const { answer } = yield* answered(question("?"), { answer: hostile })
        for (const sign of ["http", "<img", "]("]) assert.notInclude(answer.answer, sign)
        assert.include(answer.answer, "17.9 g/dL")
      })
    ))
})

describe("a stated emergency", () => {
  const message = "I have chest pain. What does my hemoglobin mean?"

  it("is told with the acceptance of the question, before any model is asked", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { emergency } = yield* asked(question(message), {})
        assertEquals([emergency?.code, emergency?.message], ["chest_pain", emergencyMessages.medical.en])
        assertEquals(yield* (yield* Script).asked, [])
      })
    ))

  it("stands before the answer", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { answer } = yield* answered(question(message), {})
        assertEquals(answer.answer, `${emergencyMessages.medical.en}\n\n${said.answer}`)
        assertEquals(answer.emergency?.code, "chest_pain")
      })
    ))

  it("stands alone at once where the model gives no answer or is not there", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const rejected = yield* answered(question(message), new AnalysisRejected({ reason: "refused_by_model" }))
        assertEquals(rejected.answer.answer, emergencyMessages.medical.en)
        assertEquals(
          rejected.answer.warnings.map(({ code }) => code),
          ["question_not_answered"]
        )
        const { caller, jobId } = yield* asked(question(message), {})
        yield* (yield* Script).companion(Effect.fail(outage({ retryable: true })))
        yield* JobRun.run(jobId)
        const { result } = yield* (yield* Jobs).standing(caller, jobId, "chat")
        assertEquals(
          Option.map(result, ({ answer }) => answer),
          Option.some(emergencyMessages.medical.en)
        )
      })
    ))

  it("is none where none is stated: then a model that is not there fails the job", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { jobId } = yield* asked(question("What does it mean?"), {})
        yield* (yield* Script).companion(Effect.fail(outage({ retryable: true })))
        assertEquals(yield* Effect.flip(JobRun.run(jobId)), outage({ retryable: true }))
      })
    ))
})
