import { assert, describe, it } from "@effect/vitest"
import { type Measurement, measurement } from "@serenya/domain/telemetry/Meter"
import { metrics } from "@serenya/domain/telemetry/MetricCatalogue"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import * as EmbeddedMetrics from "../../src/lambda/EmbeddedMetrics.ts"
import { type Sample, samplesIn } from "./EmfDocument.ts"

const at = 1_772_357_400_123

const written = (measured: ReadonlyArray<Measurement>) =>
  EmbeddedMetrics.write(measured, "serenya-test", at, { message: "invocation" }).map(
    (line): Readonly<Record<string, unknown>> => JSON.parse(line)
  )

const seriesOf = ({ dimensions, name }: Pick<Sample, "dimensions" | "name">) =>
  JSON.stringify([
    name,
    Object.entries(dimensions)
      .map(([key, value]) => `${key}=${value}`)
      .toSorted()
  ])

/** What came of each series: counts as their sum, all else as its values. */
const totals = (samples: ReadonlyArray<{ readonly series: string; readonly unit: string; readonly value: number }>) => {
  const found: Record<string, number | Array<number>> = {}
  for (const { series, unit, value } of samples) {
    const held = found[series]
    if (unit === "Count" || unit === "None") found[series] = (typeof held === "number" ? held : 0) + value
    else if (Array.isArray(held)) held.push(value)
    else found[series] = [value]
  }
  return found
}

const catalogue = Object.entries(metrics)

const drawn = (random: () => number): Measurement => {
  const [name, { dimensions }] = catalogue[Math.floor(random() * catalogue.length)] ?? assert.fail("no metric")
  const chosen = Object.entries(dimensions).map(([key, values]: [string, ReadonlyArray<string>]) => [
    key,
    values[Math.floor(random() * values.length)]
  ])
  return { name, dimensions: Object.fromEntries(chosen), value: Math.floor(random() * 1000) } as Measurement
}

describe("a line of metrics", () => {
  it("tells what one invocation counts in one line, each metric under its own dimensions", () => {
    const [line, ...more] = written([
      measurement("ChatQuestions"),
      measurement("Refusals", { status: "429" }),
      measurement("ChatQuestions", {}, 2),
      measurement("JobAge", { job_kind: "chat" }, 1500)
    ])
    assert.lengthOf(more, 0)
    assert.deepStrictEqual(line, {
      message: "invocation",
      ChatQuestions: 3,
      Refusals: 1,
      status: "429",
      JobAge: [1500],
      job_kind: "chat",
      _aws: {
        Timestamp: at,
        CloudWatchMetrics: [
          { Namespace: "serenya-test", Dimensions: [[]], Metrics: [{ Name: "ChatQuestions", Unit: "Count" }] },
          { Namespace: "serenya-test", Dimensions: [["status"]], Metrics: [{ Name: "Refusals", Unit: "Count" }] },
          { Namespace: "serenya-test", Dimensions: [["job_kind"]], Metrics: [{ Name: "JobAge", Unit: "Milliseconds" }] }
        ]
      }
    })
  })

  it("takes another line where a dimension has two values, since a line has one member of a name", () => {
    const lines = written([
      measurement("JobsCompleted", { job_kind: "chat" }),
      measurement("JobsCompleted", { job_kind: "report" }),
      measurement("JobsCompleted", { job_kind: "chat" })
    ])
    assert.deepStrictEqual(
      lines.flatMap(samplesIn).map(({ dimensions, values }) => [dimensions["job_kind"], values]),
      [
        ["chat", [2]],
        ["report", [1]]
      ]
    )
  })

  it("takes another line for the hundred and first value of one metric", () => {
    const values = Array.from({ length: 250 }, (_, n) => n)
    const lines = written(values.map((value) => measurement("JobAge", { job_kind: "result" }, value)))
    assert.deepStrictEqual(
      lines.flatMap(samplesIn).map((sample) => sample.values.length),
      [100, 100, 50]
    )
  })

  it("says nothing where nothing was measured", () => {
    assert.deepStrictEqual(written([]), [])
  })

  it("gives CloudWatch exactly what was measured, in lines that it takes, whatever was measured (500 draws)", () => {
    const random = numbers(35)
    for (let draw = 0; draw < 500; draw++) {
      const measured = Array.from({ length: Math.floor(random() * 300) }, () => drawn(random))
      const samples = written(measured).flatMap(samplesIn)
      assert.deepStrictEqual(
        totals(samples.flatMap((one) => one.values.map((value) => ({ series: seriesOf(one), unit: one.unit, value })))),
        totals(measured.map((one) => ({ series: seriesOf(one), unit: metrics[one.name].unit, value: one.value }))),
        `draw ${draw}`
      )
    }
  })
})
