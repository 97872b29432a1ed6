import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { ChatAnswer } from "@serenya/domain/chat/ChatAnswer"
import { ChatCompanion } from "@serenya/domain/chat/ChatCompanion"
import { ChatRequestText } from "@serenya/domain/chat/ChatRequest"
import * as ChatWork from "@serenya/domain/jobs/ChatWork"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import * as JobRules from "@serenya/domain/jobs/JobRules"
import { faultsOf } from "@serenya/domain/prose/ProseRules"
import { factsOf } from "@serenya/domain/prose/ResultFactRules"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import * as Permits from "@serenya/domain/testing/Permits"
import { wrongDigitsIn } from "@serenya/domain/testing/WrongDigits"
import { Effect, Layer, Option, Redacted, Result, Schema } from "effect"
import { shared } from "../support/Shared.ts"
import { answer, asking, companionOn, good } from "./ChatScript.ts"

const corpus = shared("corpora/json-test-suite/test_parsing") ?? ""
const missing = corpus === ""
if (missing) console.warn("Skipped: there is no ../shared/corpora/json-test-suite")

const files = missing ? [] : readdirSync(corpus).map((name) => readFileSync(join(corpus, name)))
const [before = "", after = ""] = answer("HERE").body.split('"HERE"')
const ok = (body: string | Uint8Array) => ({ status: 200, headers: { "content-type": "application/json" }, body })
const request = asking("What does my Hämoglobin mean?")
const facts = factsOf(request.context)
const isAnswer = Schema.is(ChatAnswer)

/** What is wrong with an answer that the device would receive. */
const objectionTo = (found: unknown): string | undefined => {
  if (!isAnswer(found)) return "completed, and not valid"
  const known = new Set(request.context.labResults.map(({ id }) => id))
  if (!found.citedResultIds.every((id) => known.has(id))) return "cites what does not exist"
  return faultsOf(found.answer, facts).length > 0 ? "shows a number that no fact has, or markup" : undefined
}

/** How the job of each of these answers ends, through the companion and the rules: a valid answer, or a code. */
const endingsOf = Effect.fnUntraced(function* (bodies: ReadonlyArray<string | Uint8Array>) {
  let body: string | Uint8Array = ""
  const { companion } = yield* companionOn(() => ok(body))
  const text = yield* Schema.encodeEffect(ChatRequestText)(request)
  const vault = Layer.mock(DocumentVault, { request: () => Effect.succeedSome(Redacted.make(text)) })
  const counts: Record<string, number> = {}
  for (const hostile of bodies) {
    body = hostile
    const outcome = yield* ChatWork.resultOf(JobFixtures.someId, Permits.granted).pipe(
      Effect.provide(vault),
      Effect.provideService(ChatCompanion, companion),
      Effect.result
    )
    const ending = Result.isFailure(outcome)
      ? JobRules.failureOf(outcome.failure).code
      : (objectionTo(Option.getOrUndefined(outcome.success)) ?? "completed")
    counts[ending] = (counts[ending] ?? 0) + 1
  }
  return counts
})

describe("hostile answers to a question", () => {
  it.live("complete when they are good", () =>
    Effect.gen(function* () {
      assertEquals(yield* endingsOf([answer(good).body]), { completed: 1 })
    })
  )

  it.live.skipIf(missing)(
    "out of the JSON test suite fail with a code, as the body and as the tool's input",
    () =>
      Effect.gen(function* () {
        assert.isAbove(files.length, 300)
        const inputs = files.map((text) => Buffer.concat([Buffer.from(before), text, Buffer.from(after)]))
        const asAnswers = files.map((text) =>
          Buffer.concat([
            Buffer.from(`${before}{"answer":`),
            text,
            Buffer.from(`,"citedResultIds":[],"followUps":[]}${after}`)
          ])
        )
        assertEquals(yield* endingsOf([...files, ...inputs]), { ANALYSIS_REJECTED: files.length * 2 })
        const { ANALYSIS_REJECTED = 0, completed = 0, ...odd } = yield* endingsOf(asAnswers)
        assertEquals([odd, ANALYSIS_REJECTED + completed], [{}, files.length])
        assert.isAbove(completed, 0)
      }),
    120_000
  )

  it.live(
    "that are cut off after any of their bytes fail with a code",
    () =>
      Effect.gen(function* () {
        const body = answer(good).body
        const whole = body.slice(0, body.lastIndexOf("}") + 1)
        const prefixes = Array.from({ length: whole.length }, (_, length) => whole.slice(0, length))
        assertEquals(yield* endingsOf(prefixes), { ANALYSIS_REJECTED: prefixes.length })
      }),
    120_000
  )

  it.live("of other shapes end as they must", () =>
    Effect.gen(function* () {
      const rejected = [
        { ...good, answer: "" },
        { ...good, answer: "x".repeat(6001) },
        { ...good, answer: null },
        { answer: good.answer },
        { ...good, citedResultIds: "r1" },
        { ...good, followUps: Array(25).fill("result-simpler-terms") }
      ]
      assertEquals(yield* endingsOf(rejected.map((input) => answer(input).body)), {
        ANALYSIS_REJECTED: rejected.length
      })
      const completed = [
        { ...good, citedResultIds: ["r2", "__proto__", "r1", "r1"] },
        { ...good, followUps: ["__proto__", "x"] },
        { ...good, jobId: "x", disclaimers: [], emergency: { code: "x" } },
        { ...good, answer: "[a](javascript:alert(1)) <script>x</script>\n\n![p](http://evil.example/p.png)" },
        { ...good, answer: "Take 500 mg. Call 0900 123456." },
        { ...good, answer: "\ud800 odd \u0000 signs" }
      ]
      assertEquals(yield* endingsOf(completed.map((input) => answer(input).body)), { completed: completed.length })
    })
  )

  it.live(
    "with any one wrong digit show no number that no result has",
    () =>
      Effect.gen(function* () {
        const text = "Your Hämoglobin is 17,9 g/dl, above 13,5 – 17,5."
        const bodies = wrongDigitsIn(text).map((wrong) => answer({ ...good, answer: wrong }).body)
        assert.isAbove(bodies.length, 100)
        assertEquals(yield* endingsOf(bodies), { completed: bodies.length })
      }),
    120_000
  )
})
