import { assert, describe, it } from "@effect/vitest"
import { type Metric, metrics } from "../../src/telemetry/MetricCatalogue.ts"
import { unitOf } from "../../src/telemetry/MetricUnits.ts"

const catalogue: ReadonlyArray<readonly [string, Metric]> = Object.entries(metrics)

/** How many functions there may be before somebody looks at what they cost. */
const functions = 20

const seriesOf = ({ dimensions, perFunction }: Metric) =>
  Object.values(dimensions).reduce((product, values) => product * values.length, perFunction ? functions : 1)

describe("the catalogue of metrics", () => {
  it("is emitted in the units that it names", () => {
    for (const [name, { unit }] of catalogue) assert.strictEqual(unitOf(name), unit, name)
  })

  it("costs at most what 140 series cost, 42 USD a month", () => {
    const series = catalogue.reduce((sum, [, metric]) => sum + seriesOf(metric), 0)
    assert.isAtMost(series, 140)
  })

  it("tells nobody apart: a dimension is one of a few words of ours", () => {
    for (const [name, { dimensions }] of catalogue) {
      for (const [key, values] of Object.entries(dimensions)) {
        assert.notMatch(key, /user|session|device|person|email|ip/, name)
        assert.isAtLeast(values.length, 2, `${name} ${key}`)
        for (const value of values) assert.match(value, /^[A-Za-z0-9_-]{3,40}$/, `${name} ${key}`)
      }
    }
  })

  it("says of each what it tells and who asked for it", () => {
    for (const [name, { askedBy, tells }] of catalogue) {
      assert.isAbove(tells.length, 10, name)
      assert.match(askedBy, /\.md|issue 6/, name)
    }
  })
})
