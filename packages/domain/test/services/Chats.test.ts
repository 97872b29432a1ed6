import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Option, Redacted, Schema } from "effect"
import { noContext } from "../../src/chat/ChatContext.ts"
import { HealthDataMissing, QuestionTooLarge } from "../../src/chat/ChatErrors.ts"
import { ChatRequest, ChatRequestText, maxRequestBytes } from "../../src/chat/ChatRequest.ts"
import { Chats } from "../../src/chat/Chats.ts"
import { ContentId } from "../../src/chat/ContentId.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import { partsOf } from "../../src/jobs/JobId.ts"
import { MemoryUploads } from "../../src/jobs/MemoryDocumentVault.ts"
import { utf8Length } from "../../src/shared/Text.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as World from "./World.ts"

const [result = assert.fail()] = JobFixtures.resultOf(JobFixtures.someId).labResults

const question = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  contentId: ContentId.make("r-1"),
  message: Redacted.make("Was heißt das? 🩸", { label: "message" }),
  context: { labResults: [result], vitals: [] },
  ...more
})

describe("asking", () => {
  it.effect(
    "keeps the question as the input of a chat job, whole, and tells of it",
    World.story(() =>
      Effect.gen(function* () {
        const { caller } = yield* World.newcomer
        const { emergency, jobId } = yield* (yield* Chats).ask(caller, question())
        assertEquals([partsOf(jobId).kind, partsOf(jobId).userId, emergency], ["chat", caller.userId, undefined])
        const stored = yield* Effect.fromOption(yield* (yield* DocumentVault).request(jobId))
        assertEquals(yield* Schema.decodeUnknownEffect(ChatRequestText)(Redacted.value(stored)), question())
        assertEquals(yield* (yield* MemoryUploads).told, [jobId])
      })
    )
  )

  it.effect(
    "takes no document of the period",
    World.story(() =>
      Effect.gen(function* () {
        const { caller } = yield* World.newcomer
        for (let times = 0; times < 10; times++) yield* (yield* Chats).ask(caller, question())
        assertEquals((yield* (yield* MemoryUploads).told).length, 10)
      })
    )
  )

  it.effect(
    "needs all five consents, a living session and an active account; refused, it keeps nothing",
    World.story(() =>
      Effect.gen(function* () {
        const chats = yield* Chats
        const { caller, user } = yield* World.newcomer
        const stranger = { ...caller, sessionId: (yield* World.newcomer).caller.sessionId }
        assertEquals((yield* Effect.flip(chats.ask(stranger, question())))._tag, "SessionRevoked")
        yield* (yield* Consents).withdraw(caller, "emergency_care_limitation")
        assertEquals((yield* Effect.flip(chats.ask(caller, question())))._tag, "ConsentRequired")
        yield* World.alter(user.id, { status: "suspended" })
        assertEquals((yield* Effect.flip(chats.ask(caller, question())))._tag, "AccountNotActive")
        assertEquals(yield* (yield* MemoryUploads).told, [])
      })
    )
  )

  it.effect(
    "needs results where the prompt is about them, and none where it explains a test",
    World.story(() =>
      Effect.gen(function* () {
        const { ask } = yield* Chats
        const { caller } = yield* World.newcomer
        const bare = question({ context: noContext, suggestedPromptId: "result-normal-ranges" })
        assertEquals(yield* Effect.flip(ask(caller, bare)), new HealthDataMissing({ promptId: "result-normal-ranges" }))
        yield* ask(caller, question({ context: noContext, suggestedPromptId: "result-explain-metric" }))
        yield* ask(caller, question({ context: noContext }))
      })
    )
  )

  it.effect(
    "refuses one byte more than 256 KiB",
    World.story(() =>
      Effect.gen(function* () {
        const { ask } = yield* Chats
        const { caller } = yield* World.newcomer
        const withQuotes = (length: number) => {
          const labResults = Array.from({ length: 300 }, (_, n) => ({
            ...result,
            id: `r${n}`,
            quote: "é".repeat(Math.max(0, Math.min(400, length - n * 400)))
          }))
          return question({ context: { labResults, vitals: [] } })
        }
        const sizeOf = (request: ChatRequest) =>
          Effect.map(Schema.encodeEffect(ChatRequestText)(request), (text) => utf8Length(text))
        const base = yield* sizeOf(withQuotes(0))
        const room = Math.floor((maxRequestBytes - base) / 2)
        assert.isAtMost(yield* sizeOf(withQuotes(room)), maxRequestBytes)
        yield* ask(caller, withQuotes(room))
        const refusal = yield* Effect.flip(ask(caller, withQuotes(room + 1)))
        assertEquals(refusal, new QuestionTooLarge({ limit: 262_144 }))
      })
    )
  )
})

describe("a question as it is decoded", () => {
  const decode = Schema.decodeUnknownOption(Schema.toCodecJson(ChatRequest))
  const valid = { contentId: "r-1", message: "What?", context: { labResults: [], vitals: [] } }

  it("is one of 1 to 1000 characters, well-formed, not blank, with line breaks at most", () => {
    for (const message of ["?", "a\nb\r\nc", "x".repeat(1000), "🩸"]) {
      assert.isTrue(Option.isSome(decode({ ...valid, message })), message)
    }
    for (const message of ["", "  \n ", "x".repeat(1001), "\ud800", "a\u0000b", "a\tb", 7, null]) {
      assert.isTrue(Option.isNone(decode({ ...valid, message })), String(message))
    }
  })

  it("has a prompt of the catalogue, if any, and an id that is one", () => {
    assert.isTrue(Option.isSome(decode({ ...valid, suggestedPromptId: "report-key-findings" })))
    assert.isTrue(Option.isNone(decode({ ...valid, suggestedPromptId: "result-unknown" })))
    for (const contentId of ["", "a b", "../x", "x".repeat(201)]) {
      assert.isTrue(Option.isNone(decode({ ...valid, contentId })), contentId)
    }
  })

  it("has 300 results at most, each id once, each text bounded", () => {
    const json = { ...JSON.parse(JSON.stringify(result)), id: "r0" }
    const withResults = (labResults: ReadonlyArray<unknown>) =>
      Option.isSome(decode({ ...valid, context: { labResults, vitals: [] } }))
    const many = (length: number) => Array.from({ length }, (_, n) => ({ ...json, id: `r${n}` }))
    assert.deepStrictEqual([withResults(many(300)), withResults(many(301))], [true, false])
    assert.isFalse(withResults([json, json]))
    assert.isFalse(withResults([{ ...json, testName: "x".repeat(301) }]))
  })
})
