import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import type { Permit } from "@serenya/domain/analysis/Permit"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import * as OfflineChatCompanion from "@serenya/domain/chat/OfflineChatCompanion"
import { ConsentRequired } from "@serenya/domain/consents/ConsentErrors"
import * as ConsentRules from "@serenya/domain/consents/ConsentRules"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { JobEnding } from "@serenya/domain/jobs/JobOutcome"
import * as JobRules from "@serenya/domain/jobs/JobRules"
import * as JobRun from "@serenya/domain/jobs/JobRun"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { MemoryUploads } from "@serenya/domain/jobs/MemoryDocumentVault"
import * as UsageRules from "@serenya/domain/subscriptions/UsageRules"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as MemoryPorts from "@serenya/domain/testing/MemoryPorts"
import * as Permits from "@serenya/domain/testing/Permits"
import { UserStore } from "@serenya/domain/users/UserStore"
import { DateTime, Effect, Option, Ref, Result } from "effect"
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

describe("a consent that is withdrawn between the windows of a long report", () => {
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1)
  const long = {
    ...pdf,
    pages: numbers.map((number) => ({ number, width: 595, height: 842, items: [] })),
    picturePages: numbers
  }
  const windows = 4

  /** Each window's first answer does not fit, so that each is asked about twice. */
  const asked = Effect.fnUntraced(function* (grants: number) {
    let asks = 0
    const { analyst, received } = yield* analystOn(({ body }) => (body.includes("toolResult") ? found : misfit))
    const permit: Permit = Effect.suspend(() => (asks++ < grants ? Permits.granted : Permits.refused))
    const outcome = yield* Effect.result(analyst.analyse(long, permit))
    return { outcome, asks, calls: received.length }
  })

  it.live("is asked for before each question and each repair of each window", () =>
    Effect.gen(function* () {
      const { asks, calls, outcome } = yield* asked(windows * 2)
      assert.isTrue(Result.isSuccess(outcome))
      assertEquals([asks, calls], [windows * 2, windows * 2])
    })
  )

  for (const grants of Array.from({ length: windows * 2 }, (_, index) => index)) {
    it.live(`lets the model hear no more than the ${grants} times that it was given`, () =>
      Effect.gen(function* () {
        const { calls, outcome } = yield* asked(grants)
        assertEquals(outcome, Result.fail(new ConsentRequired({ missing: ["medical_disclaimer"] })))
        assert.isAtMost(calls, grants)
      })
    )
  }
})

describe("a job whose owner withdraws while the model answers", () => {
  it.live("ends without a second call, its input deleted and its reservation left to lapse", () =>
    Effect.gen(function* () {
      const users = yield* UserStore
      const user = yield* Fixtures.user
      yield* users.insert(user)
      const jobId = makeJobId("result", user.id, yield* DateTime.now, "A".repeat(22))
      const lapsesAt = DateTime.add(yield* DateTime.now, JobRules.runWindow)
      const subscription = Result.getOrThrow(
        UsageRules.reserve(user.subscription, jobId, lapsesAt, yield* DateTime.now)
      )
      const reserved = Fixtures.changed(user, { subscription })
      yield* users.save(reserved)
      yield* (yield* MemoryUploads).plant(jobId, { fileType: "pdf", bytes: pdf.bytes })

      const consent = ConsentRules.withdraw(user.consents.medical_disclaimer, yield* DateTime.now)
      const withdrawn = Fixtures.changed(reserved, { consents: { ...user.consents, medical_disclaimer: consent } })
      const { analyst, received } = yield* analystOn(() => (response) => {
        Effect.runFork(
          Effect.andThen(
            Effect.orDie(users.save(withdrawn)),
            Effect.sync(() => {
              response.writeHead(misfit.status, misfit.headers)
              response.end(misfit.body)
            })
          )
        )
      })
      yield* JobRun.run(jobId).pipe(
        Effect.provideService(ReportAnalyst, analyst),
        Effect.provide(OfflineChatCompanion.layer),
        Effect.provideService(DocumentReader, { read: () => Effect.succeed(pdf) })
      )
      const failure = { code: "CONSENT_REQUIRED", retryable: false } as const
      assertEquals(yield* (yield* JobStore).ending(jobId), Option.some(JobEnding.cases.Failed.make({ failure })))
      assertEquals(received.length, 1)
      assertEquals(yield* (yield* DocumentVault).exists(jobId), false)
      assertEquals(yield* users.find(user.id), Option.some(withdrawn))
    }).pipe(Effect.provide(MemoryPorts.layer))
  )
})
