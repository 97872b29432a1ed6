import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import type { Permit } from "@serenya/domain/analysis/Permit"
import { ConsentRequired } from "@serenya/domain/consents/ConsentErrors"
import * as Permits from "@serenya/domain/testing/Permits"
import { Effect, Ref } from "effect"
import { analystOn, call, failure, found, pdf, reply } from "./BedrockScript.ts"

type Answer = ReturnType<typeof reply>

/** Asks the analyst; the consent is withdrawn while the model makes its `answers.length`-th answer. */
const withdrawnDuring = Effect.fnUntraced(function* (...answers: ReadonlyArray<Answer>) {
  const asked = yield* Ref.make(0)
  let calls = 0
  const { analyst } = yield* analystOn(() => answers[calls++] ?? found)
  const permit: Permit = Effect.flatMap(
    Ref.getAndUpdate(asked, (n) => n + 1),
    (before) => (before < answers.length ? Permits.granted : Permits.refused)
  )
  const refusal = yield* Effect.flip(analyst.analyse(pdf, permit))
  assertEquals(refusal, new ConsentRequired({ missing: ["medical_disclaimer"] }))
  return { calls, asked: yield* Ref.get(asked) }
})

const misfit = reply("tool_use", call({}))

describe("a consent that is withdrawn while the model answers", () => {
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<Answer>]> = [
    ["the first question", []],
    ["the repair of an answer that did not fit", [misfit]],
    ["the repetition of one that was cut off", [reply("max_tokens", call({}))]],
    ["the second attempt of a throttled call", [failure(429, "ThrottlingException")]],
    ["the third attempt of a throttled call", [failure(429, "ThrottlingException"), failure(503, "Service")]],
    ["the second attempt of a repair", [misfit, failure(429, "ThrottlingException")]]
  ]
  for (const [next, answers] of cases) {
    it.live(`stops ${next}`, () =>
      Effect.gen(function* () {
        const ended = { calls: answers.length, asked: answers.length + 1 }
        assertEquals(yield* withdrawnDuring(...answers), ended)
      })
    )
  }
})
