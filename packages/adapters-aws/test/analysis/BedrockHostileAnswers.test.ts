import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Permits from "@serenya/domain/testing/Permits"
import { Duration, Effect } from "effect"
import { analystOn, call, findings, found, pdf, reply } from "./BedrockScript.ts"

const corpus = "/work/shared/corpora/json-test-suite/test_parsing"
const missing = !existsSync(corpus)
if (missing) console.warn(`Skipped: the JSON test suite is not at ${corpus}`)

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
        assert.isBelow(Duration.toMillis(time), 2000)
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
