import { assert, describe, it } from "@effect/vitest"
import { metrics, type Metric } from "@serenya/domain/telemetry/MetricCatalogue"
import { Effect } from "effect"
import { expect } from "vitest"
import { metricLinesDuring } from "../lambda/support/Stdout.ts"
import { samplesIn } from "./EmfDocument.ts"
import * as Scenes from "./Scenes.ts"

const catalogue: Readonly<Record<string, Metric>> = metrics

type Line = Readonly<Record<string, unknown>>

/** Times differ from run to run; what is measured of them is one number for each. */
const still: Readonly<Record<string, unknown>> = {
  timestamp: "2026-03-01T09:30:00.123Z",
  correlation_id: "deef4878-7910-11e6-8f14-25afc3e9ae33",
  Latency: [12.5],
  JobAge: [1500],
  ReconcileLag: [1200]
}

const isZero = (value: unknown) => Array.isArray(value) && value.every((one) => one === 0)

const stilled = (line: Line): Line => ({
  ...Object.fromEntries(
    Object.entries(line).map(([key, value]) => [key, key in still && !isZero(value) ? still[key] : value])
  ),
  _aws: { ...Object(line["_aws"]), Timestamp: 1_772_357_400_123 }
})

/** A line of the log is a line of the file. */
const told = ([name, lines]: readonly [string, ReadonlyArray<Line>]) =>
  `${JSON.stringify(name)}: [\n${lines.map((line) => JSON.stringify(stilled(line))).join(",\n")}\n]`

const run = Effect.gen(function* () {
  const emitted: Record<string, ReadonlyArray<Line>> = {}
  for (const { name, play } of yield* Scenes.make) {
    emitted[name] = yield* Effect.promise(() => metricLinesDuring(play))
  }
  return emitted
}).pipe(Effect.scoped)

describe("what the functions emit", () => {
  it.live(
    "is every metric of the catalogue, with its unit, its dimensions and their values, in lines that are legal",
    () =>
      Effect.gen(function* () {
        const emitted = yield* run
        const samples = Object.values(emitted).flatMap((lines) => lines.flatMap(samplesIn))
        for (const { dimensions, name, namespace, unit } of samples) {
          const known = catalogue[name] ?? assert.fail(`${name} is in no catalogue`)
          assert.strictEqual(unit, known.unit, name)
          assert.strictEqual(namespace, "serenya-prod")
          const keys = [...Object.keys(known.dimensions), ...(known.perFunction ? ["function"] : [])]
          assert.deepStrictEqual(Object.keys(dimensions).toSorted(), keys.toSorted(), name)
          for (const [key, value] of Object.entries(dimensions)) {
            if (key !== "function") assert.include(known.dimensions[key] ?? [], value, name)
          }
        }
        assert.deepStrictEqual(
          [...new Set(samples.map(({ name }) => name))].toSorted(),
          Object.keys(catalogue).toSorted()
        )
        assert.deepStrictEqual(
          emitted["the same writes, delivered again"]?.map((line) => Object.keys(line).length),
          [7]
        )

        const text = `{\n${Object.entries(emitted).map(told).join(",\n")}\n}\n`
        yield* Effect.promise(() => expect(text).toMatchFileSnapshot("Emitted.snap"))
      })
  )
})
