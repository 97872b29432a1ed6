import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { AnalysisResult } from "@serenya/domain/analysis/AnalysisResult"
import { assemble } from "@serenya/domain/analysis/AnalysisRules"
import { Bundle } from "@serenya/domain/fhir/Bundle"
import { bundleOf } from "@serenya/domain/fhir/BundleRules"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import * as JobRules from "@serenya/domain/jobs/JobRules"
import * as Permits from "@serenya/domain/testing/Permits"
import * as Sketch from "@serenya/domain/testing/synthetic/Sketch"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Duration, Effect, Result, Schema } from "effect"
import { shared } from "../support/Shared.ts"
import { analystOn, call, findings, found, pdf, reply } from "./BedrockScript.ts"
import { goodAnswers } from "./GoodAnswers.ts"

const corpus = shared("corpora/json-test-suite/test_parsing") ?? ""
const missing = corpus === ""
if (missing) console.warn("Skipped: there is no ../shared/corpora/json-test-suite")

const files = missing ? [] : readdirSync(corpus).map((name) => [name, readFileSync(join(corpus, name))] as const)

const [before = "", after = ""] = reply("tool_use", call("HERE")).body.split('"HERE"')

const ok = (body: string | Uint8Array) => ({ status: 200, headers: { "content-type": "application/json" }, body })

/** The reason for which every one of these answers is rejected; anything else, such as a defect, fails the test. */
const rejectionOf = Effect.fnUntraced(function* (bodies: ReadonlyArray<readonly [string, string | Uint8Array]>) {
  let body: string | Uint8Array = ""
  const { analyst, received } = yield* analystOn(() => ok(body))
  const odd: Array<string> = []
  for (const [name, hostile] of bodies) {
    body = hostile
    const callsBefore = received.length
    const outcome = yield* analyst.analyse(pdf, Permits.granted).pipe(
      Effect.match({
        onSuccess: () => "found",
        onFailure: (error) => ("reason" in error ? error.reason : error._tag)
      })
    )
    const calls = received.length - callsBefore
    if (outcome !== "schema_mismatch" || calls !== 2) odd.push(`${name}: ${outcome} after ${calls}`)
  }
  body = found.body
  assertEquals(yield* analyst.analyse(pdf, Permits.granted), findings)
  return odd
})

/** First of all, because the files below hold larger ones: without `plainNumbers` they would not fail but never end. */
describe("numbers that only look small", () => {
  it.live(
    "take no time",
    () =>
      Effect.gen(function* () {
        const numbers = [
          "1e-100000",
          "-0.1e-100000",
          "1e100000",
          "1E400",
          `1${"0".repeat(100_000)}`,
          `0.${"0".repeat(100_000)}1`,
          // Too deep for `JSON.stringify`, not for `JSON.parse`, which meets the number first.
          `[1e-100000,${"[".repeat(20_000)}${"]".repeat(20_000)}]`
        ]
        const [time, odd] = yield* Effect.timed(
          rejectionOf(numbers.map((number) => [number.slice(0, 12), before + number + after]))
        )
        assertEquals(odd, [])
        assert.isBelow(Duration.toMillis(time), 20_000)
      }),
    60_000
  )
})

describe.skipIf(missing)("answers out of the JSON test suite", () => {
  it.live(
    "as the whole body, are rejected after one repair",
    () =>
      Effect.gen(function* () {
        assert.isAbove(files.length, 300)
        assertEquals(yield* rejectionOf(files), [])
      }),
    60_000
  )

  it.live(
    "as what the tool is called with, are rejected after one repair",
    () =>
      Effect.gen(function* () {
        const bodies = files.map(
          ([name, text]) => [name, Buffer.concat([Buffer.from(before), text, Buffer.from(after)])] as const
        )
        assertEquals(yield* rejectionOf(bodies), [])
      }),
    60_000
  )
})

describe("answers made to break us", () => {
  const nested = (depth: number, open: string, close: string) =>
    `${before}${open.repeat(depth)}${close.repeat(depth)}${after}`

  it.live(
    "are rejected after one repair",
    () =>
      Effect.gen(function* () {
        const odd = yield* rejectionOf([
          ["nothing", ""],
          ["null", "null"],
          ["no output", "{}"],
          ["content is no list", JSON.stringify({ stopReason: "tool_use", output: { message: { content: {} } } })],
          ["content of nulls", reply("tool_use", null, null).body],
          ["a call of nothing", reply("tool_use", { toolUse: null }, { toolUse: {} }).body],
          ["stop reason is no text", JSON.stringify({ stopReason: { a: 1 }, output: [] })],
          [
            "a prototype",
            `${before}{"__proto__":{"language":"de"},"constructor":1,"labResults":{"length":1e9}}${after}`
          ],
          [
            "a number too large for a page",
            reply("tool_use", call({ ...findings, vitals: [{ ...findings.vitals[0], page: 1e300 }] })).body
          ],
          ...[100, 1000, 3000, 10_000, 100_000].flatMap((depth) => [
            [`${depth} lists`, nested(depth, "[", "]")] as const,
            [`${depth} objects`, `${before}${'{"a":'.repeat(depth)}1${"}".repeat(depth)}${after}`] as const
          ]),
          [
            "ten thousand rows of nothing",
            reply("tool_use", call({ ...findings, labResults: Array(10_000).fill(null) })).body
          ],
          ["a megabyte of title and no more", reply("tool_use", call({ title: "x".repeat(1_000_000) })).body]
        ])
        assertEquals(odd, [])
      }),
    60_000
  )

  it.live("leave nothing of themselves in an error", () =>
    Effect.gen(function* () {
      const { analyst } = yield* analystOn(() => ok("Hämoglobin 17,9 is not JSON"))
      const error = yield* Effect.flip(analyst.analyse(pdf, Permits.granted))
      assert.notInclude(JSON.stringify(error) + String(error), "17,9")
      assertEquals("cause" in error && error.cause !== undefined, false)
    })
  )
})

const jobId = makeJobId(
  "result",
  UserId.make("019845e1-682f-4b02-a706-3b2422d13aec"),
  DateTime.makeUnsafe(0),
  "A".repeat(22)
)
const isResult = Schema.is(AnalysisResult)

/** A report whose only words are a number, so that the server knows which answer is wanted. */
const numbered = (number: number) => Sketch.document([`${number}`])
const numberIn = (body: string): number => Number(/\\"lines\\":\[\\"(\d+)\\"/.exec(body)?.[1])

/** How the job of each of these answers ends, through the analyst and the rules: a valid result, or a code. */
const endingsOf = Effect.fnUntraced(function* (bodies: ReadonlyArray<string | Uint8Array>) {
  const { analyst } = yield* analystOn(({ body }) => ok(bodies[numberIn(body)] ?? ""))
  return yield* Effect.forEach(
    bodies.keys(),
    Effect.fnUntraced(function* (number) {
      const document = numbered(number)
      const outcome = yield* Effect.result(analyst.analyse(document, Permits.granted))
      if (Result.isFailure(outcome)) return JobRules.failureOf(outcome.failure).code
      const result = assemble(jobId, document, outcome.success, analyst, DateTime.makeUnsafe(0))
      const isValid = isResult(result) && Schema.is(Bundle)(bundleOf(result))
      return isValid ? "completed" : "completed, and not valid"
    }),
    { concurrency: 8 }
  )
})

const countsOf = (endings: ReadonlyArray<string>) =>
  Object.fromEntries([...new Set(endings)].map((ending) => [ending, endings.filter((one) => one === ending).length]))

describe("answers through the rules", () => {
  /** No longer than it must be: thousands of them are sent. */
  const body = (input: unknown) =>
    JSON.stringify({ output: { message: { content: [call(input)] } }, stopReason: "tool_use" })
  const whole = goodAnswers.map(body)

  it.live("complete when they are good", () =>
    Effect.gen(function* () {
      assertEquals(countsOf(yield* endingsOf(whole)), { completed: 20 })
    })
  )

  it.live(
    "fail with a code when they are cut off, after any of their bytes",
    () =>
      Effect.gen(function* () {
        const all = whole.flatMap((body) => Array.from({ length: body.length }, (_, length) => body.slice(0, length)))
        const prefixes = [...new Set(all)]
        assert.isAbove(prefixes.length, 3000)
        assertEquals(countsOf(yield* endingsOf(prefixes)), { ANALYSIS_REJECTED: prefixes.length })
      }),
    240_000
  )

  it.live(
    "complete or fail with a code when any one of their parts is another",
    () =>
      Effect.gen(function* () {
        const odd = ["NaN", "null", "1e999", "{}", '"\\u0000\\ud800"']
        const bodies = whole.flatMap((body) => {
          const [before = "", after = ""] = body.split('"input":')
          const parts = [...after.matchAll(/(?<=[:[,])(?:"[^"\\]*"|-?\d+|\[\])(?=[,}\]])/g)]
          return parts.flatMap(({ 0: part, index }) =>
            odd.map((value) => `${before}"input":${after.slice(0, index)}${value}${after.slice(index + part.length)}`)
          )
        })
        assert.isAbove(bodies.length, 1000)
        const endings = countsOf(yield* endingsOf(bodies))
        assertEquals(Object.keys(endings).toSorted(), ["ANALYSIS_REJECTED", "completed"])
      }),
    240_000
  )

  const claimed = {
    testName: "Glucose",
    category: "blood",
    valueText: "90",
    unit: "mg/dL",
    referenceText: "",
    printedFlag: "",
    page: 1,
    quote: "Glucose 90 mg/dL"
  }
  const input = (text: string) => before + text + after
  const answers: ReadonlyArray<readonly [string, string, string]> = [
    ["keys said twice", input(JSON.stringify(goodAnswers[2]).replace('"page":1', '"page":7,"page":1')), "completed"],
    [
      "a key said twice, the last of them wrong",
      input(`${JSON.stringify(goodAnswers[2]).slice(0, -1)},"title":7}`),
      "ANALYSIS_REJECTED"
    ],
    ["not a number", input(JSON.stringify(goodAnswers[2]).replace('"page":1', '"page":NaN')), "ANALYSIS_REJECTED"],
    ["half a page", input(JSON.stringify(goodAnswers[2]).replace('"page":1', '"page":1.5')), "ANALYSIS_REJECTED"],
    [
      "ids of its own",
      input(
        JSON.stringify({
          ...goodAnswers[2],
          jobId: "x",
          labResults: [
            { ...claimed, id: "r1" },
            { ...claimed, id: "r1" }
          ]
        })
      ),
      "completed"
    ],
    [
      "rows that nobody printed",
      input(JSON.stringify({ ...goodAnswers[0], labResults: Array.from({ length: 300 }, () => claimed) })),
      "completed"
    ],
    [
      "more rows than a report has",
      input(JSON.stringify({ ...goodAnswers[0], labResults: Array.from({ length: 301 }, () => claimed) })),
      "ANALYSIS_REJECTED"
    ],
    [
      "a novel in a name",
      input(JSON.stringify({ ...goodAnswers[0], labResults: [{ ...claimed, testName: "x".repeat(301) }] })),
      "ANALYSIS_REJECTED"
    ],
    [
      "a warning in its own words",
      input(JSON.stringify({ ...goodAnswers[0], troubles: ["call 0900"] })),
      "ANALYSIS_REJECTED"
    ],
    ["two calls", reply("tool_use", call(goodAnswers[2]), call(goodAnswers[0])).body, "completed"]
  ]
  for (const [what, body, ending] of answers) {
    it.live(`end as ${ending} for ${what}`, () =>
      Effect.gen(function* () {
        assertEquals(yield* endingsOf([body]), [ending])
      })
    )
  }

  it.live("verify no row that nobody printed, and give every row an id of ours", () =>
    Effect.gen(function* () {
      const body = input(JSON.stringify({ ...goodAnswers[0], labResults: [{ ...claimed, id: "r9" }, claimed] }))
      const { analyst } = yield* analystOn(() => ok(body))
      const document = Sketch.document(["Glucose | 91 | mg/dL"])
      const { labResults } = assemble(
        jobId,
        document,
        yield* analyst.analyse(document, Permits.granted),
        analyst,
        DateTime.makeUnsafe(0)
      )
      assertEquals(
        labResults.map(({ grounding, id }) => [id, grounding]),
        [
          ["r1", "unverified"],
          ["r2", "unverified"]
        ]
      )
    })
  )
})
