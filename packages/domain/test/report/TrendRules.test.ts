import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import type { HistoryResult } from "../../src/report/HealthData.ts"
import { measurementsOf } from "../../src/report/MeasurementRules.ts"
import { seriesOf } from "../../src/report/SeriesRules.ts"
import type { Trend } from "../../src/report/Trend.ts"
import { trendOf } from "../../src/report/TrendRules.ts"
import { range, result, vital } from "../../testing/Histories.ts"

const now = DateTime.makeUnsafe("2026-03-01T09:30:00Z")

const trendsOf = (labResults: ReadonlyArray<HistoryResult>, vitals: ReadonlyArray<ReturnType<typeof vital>> = []) => {
  const { held } = measurementsOf({ labResults, vitals }, now)
  const groundings = new Map(held.map(({ measurement }) => [measurement.id, measurement.grounding]))
  return seriesOf(held).flatMap((series) => trendOf(series, "t", (id) => groundings.get(id) ?? "unverified") ?? [])
}

type Value = readonly [text: string, day: string, more?: Partial<HistoryResult>]

/** The one trend of these values: text, day and, where it is no plain number, what the device holds. */
const trend = (...values: ReadonlyArray<Value>): Trend => {
  const [only, ...others] = trendsOf(values.map(([text, day, more]) => result("Kryptonite", text, "mg/L", day, more)))
  assert.strictEqual(others.length, 0)
  if (only === undefined) return assert.fail("no trend")
  return only
}

const bound = (comparator: "<" | ">", value: number) => ({ comparator, value })

describe("a trend", () => {
  it("is last minus first, as a number of its own and as a share of the first", () => {
    const found = trend(["0.3", "2025-01-01"], ["0.1", "2024-01-01"])
    assert.deepInclude(found, { direction: "risen", change: { text: "0.2", value: 0.2 }, from: "2024-01-01" })
    assert.deepStrictEqual(found.percent, { text: "200.0", value: 200 })
    assert.deepStrictEqual(
      found.points.map(({ text }) => text),
      ["0.1", "0.3"]
    )
  })

  it("keeps the decimals that are printed, and loses none to binary arithmetic", () => {
    assert.strictEqual(trend(["5.0", "2024-01-01"], ["7.0", "2025-01-01"]).change?.text, "2.0")
    assert.strictEqual(trend(["4.35", "2024-01-01"], ["4.3", "2025-01-01"]).change?.text, "-0.05")
    assert.strictEqual(trend(["8", "2024-01-01"], ["9", "2025-01-01"]).percent?.text, "12.5")
    assert.strictEqual(trend(["16", "2024-01-01"], ["15", "2025-01-01"]).percent?.text, "-6.3")
  })

  it("is none of a single day, however many values it has", () => {
    assert.deepStrictEqual(trendsOf([result("A", "1", "g/L", "2024-01-01"), result("A", "2", "g/L", "2024-01-01")]), [])
  })

  it("has no percentage of zero, of less, or on a scale that begins anywhere", () => {
    assert.isUndefined(trend(["0", "2024-01-01"], ["2", "2025-01-01"]).percent)
    assert.isUndefined(trend(["-1", "2024-01-01", { value: -1 }], ["2", "2025-01-01"]).percent)
    const warm = trendsOf(
      [],
      [vital("temperature", [37], "°C", "2024-01-01"), vital("temperature", [38], "°C", "2024-02-01")]
    )
    assert.deepStrictEqual(warm[0]?.change, { text: "1", value: 1 })
    assert.isUndefined(warm[0]?.percent)
  })

  it("says of bounds only what holds for all that they allow", () => {
    const direction = (...values: ReadonlyArray<Value>) => trend(...values).direction
    assert.strictEqual(direction(["<5", "2024-01-01", bound("<", 5)], ["8", "2025-01-01"]), "risen")
    assert.strictEqual(direction(["<5", "2024-01-01", bound("<", 5)], ["5", "2025-01-01"]), "risen")
    assert.strictEqual(direction(["8", "2024-01-01"], ["<5", "2025-01-01", bound("<", 5)]), "fallen")
    assert.strictEqual(direction([">90", "2024-01-01", bound(">", 90)], ["60", "2025-01-01"]), "fallen")
    for (const other of ["4", "<5", "<6"]) {
      const more = other.startsWith("<") ? bound("<", Number(other.slice(1))) : {}
      assert.strictEqual(
        direction(["<5", "2024-01-01", bound("<", 5)], [other, "2025-01-01", more]),
        "indeterminate",
        other
      )
    }
    const bounded = trend(["<5", "2024-01-01", bound("<", 5)], ["8", "2025-01-01"])
    assert.isUndefined(bounded.change ?? bounded.percent ?? bounded.slopePer30Days)
    assert.deepStrictEqual(bounded.notes, ["bounded_values"])
  })

  it("leaves open what several values of one day leave open", () => {
    const found = trend(["4", "2024-01-01"], ["6", "2024-01-01"], ["5", "2025-01-01"])
    assert.deepInclude(found, { direction: "indeterminate", days: 2, notes: ["several_values_on_a_day"] })
    assert.isUndefined(found.change)
    assert.strictEqual(trend(["4", "2024-01-01"], ["6", "2024-01-01"], ["7", "2025-01-01"]).direction, "risen")
  })

  it("has a slope from thirty days on", () => {
    assert.isUndefined(trend(["1", "2024-01-01"], ["2", "2024-01-30"]).slopePer30Days)
    assert.deepStrictEqual(trend(["1", "2024-01-01"], ["2", "2024-01-31"]).slopePer30Days, { text: "1.00", value: 1 })
  })

  it("finds the days in a row that lie outside on one side", () => {
    const at = (value: string, day: string) => [value, day, range(10, 20)] as const
    const found = trend(
      at("21", "2024-01-01"),
      at("22", "2024-02-01"),
      at("15", "2024-03-01"),
      at("9", "2024-04-01"),
      at("25", "2024-05-01"),
      ["26", "2024-06-01"],
      at("26", "2024-07-01")
    )
    assert.deepStrictEqual(found.outside, [
      { side: "above", from: "2024-01-01", to: "2024-02-01", days: 2 },
      { side: "below", from: "2024-04-01", to: "2024-04-01", days: 1 },
      { side: "above", from: "2024-05-01", to: "2024-05-01", days: 1 },
      { side: "above", from: "2024-07-01", to: "2024-07-01", days: 1 }
    ])
    assert.strictEqual(found.lastPosition, "above")
  })

  it("is in the unit of the latest value, by the test's own factor", () => {
    const glucose = { testNameNormalized: "Glucose" }
    const [found, ...others] = trendsOf([
      result("Glucose", "90", "mg/dL", "2024-01-01", { ...glucose, loinc: "2345-7" }),
      result("Glukose", "5,5", "mmol/l", "2025-01-01", { ...glucose, loinc: "14749-6", value: 5.5 })
    ])
    assert.strictEqual(others.length, 0)
    assert.deepStrictEqual(
      found?.points.map(({ isConverted, text }) => [text, isConverted]),
      [
        ["5.0", true],
        ["5,5", false]
      ]
    )
    assert.deepStrictEqual(found?.change?.text, "0.5")
    assert.deepStrictEqual(found?.notes, ["converted_values"])
    assert.isUndefined(found?.loinc)
  })

  it("parts what cannot become one unit: shares of cells, and units nobody has a factor for", () => {
    const cells = { testNameNormalized: "Neutrophils" }
    assert.deepStrictEqual(
      trendsOf([
        result("Neutrophils", "55", "%", "2024-01-01", { ...cells, loinc: "770-8" }),
        result("Neutrophils", "3.4", "10^9/L", "2025-01-01", { ...cells, loinc: "751-8" }),
        result("Kryptonite", "1", "mg/L", "2024-01-01"),
        result("Kryptonite", "1", "g/L", "2025-01-01")
      ]),
      []
    )
    const [found] = trendsOf([
      result("Kryptonite", "1", "mg/L", "2024-01-01"),
      result("Kryptonite", "2", "MG/L", "2024-06-01"),
      result("Kryptonite", "1", "g/L", "2025-01-01")
    ])
    assert.deepStrictEqual([found?.change?.text, found?.notes], ["1", ["unit_kept_apart"]])
  })

  it("takes nobody's word for a number, a name or a mark that the print does not bear out", () => {
    assert.deepStrictEqual(
      trendsOf([
        result("Kryptonite", "1.5", "mg/L", "2024-01-01", { value: 15 }),
        result("Kryptonite", "2", "mg/L", "2025-01-01")
      ]),
      []
    )
    const [found] = trendsOf([
      result("Sodium", "1", "mmol/L", "2024-01-01", {
        testNameNormalized: "Potassium",
        loinc: "2823-3",
        computedFlag: "HH",
        ...range(0, 5)
      }),
      result("Sodium", "2", "mmol/L", "2025-01-01", { computedFlag: "H", ...range(0, 5) })
    ])
    assert.deepStrictEqual([found?.name, found?.loinc, found?.outside], ["Sodium", undefined, []])
  })

  it("reads the range as the value is written, and as the device says where both can be read", () => {
    const comma = { value: 1.234, reference: { low: 1, high: 1.2, text: "1,000 - 1,200" } }
    const found = trend(["1,234", "2024-01-01", comma], ["1,234", "2025-01-01", comma])
    assert.deepStrictEqual([found.lastPosition, found.points[0].value], ["above", 1.234])
    const thousand = { value: 1234, reference: { low: 1000, high: 1200, text: "1,000 - 1,200" } }
    assert.strictEqual(trend(["1,234", "2024-01-01", thousand], ["1,1", "2025-01-01", { value: 1.1 }]).days, 2)
  })

  it("reads a range that can be read in two ways as the device was told, and not at all where it was not", () => {
    const ambiguous = (told: object) => ({ reference: { ...told, text: "1,000 - 2,000" } })
    const large = ambiguous({ low: 1000, high: 2000 })
    assert.strictEqual(trend(["140", "2024-01-01", large], ["150", "2025-01-01", large]).lastPosition, "below")
    const small = ambiguous({ low: 1, high: 2 })
    assert.strictEqual(trend(["140", "2024-01-01", small], ["150", "2025-01-01", small]).lastPosition, "above")
    const open = ambiguous({})
    assert.strictEqual(trend(["140", "2024-01-01", open], ["150", "2025-01-01", open]).lastPosition, "open")
  })

  it("knows no unit by a name that every object of JavaScript has", () => {
    const glucose = { testNameNormalized: "Glucose" }
    assert.deepStrictEqual(
      trendsOf(
        [
          result("Glucose", "90", "toString", "2024-01-01", glucose),
          result("Glucose", "95", "mg/dL", "2025-01-01", { ...glucose, loinc: "2345-7" })
        ],
        [vital("weight", [70], "toString", "2024-01-01"), vital("weight", [70], "kg", "2025-01-01")]
      ),
      []
    )
  })

  it("keeps the two numbers of a blood pressure apart", () => {
    const found = trendsOf(
      [],
      [vital("blood_pressure", [120, 80], "mmHg", "2024-01-01"), vital("blood_pressure", [16, 12], "kPa", "2025-01-01")]
    )
    assert.deepStrictEqual(
      found.map(({ change, name, unit }) => [name, change?.text, unit]),
      [
        ["Systolic blood pressure", "0.0", "kPa"],
        ["Diastolic blood pressure", "1", "kPa"]
      ]
    )
    assert.strictEqual(found[0]?.direction, "unchanged")
  })
})

/** Tenths on days: what a laboratory prints, as integers to reckon with. */
const Values = Schema.Array(
  Schema.Tuple([
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 99_999 })),
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 4000 }))
  ])
).check(Schema.isMinLength(2), Schema.isMaxLength(12))

const dayAfter = (days: number) =>
  DateTime.formatIsoDateUtc(DateTime.add(DateTime.makeUnsafe("2012-01-01T00:00:00Z"), { days }))
const magnitude = (number: bigint) => (number < 0n ? -number : number)

/** Whether a shown number is within half of its last place of top/over: all integers. */
const isRounded = (text: string, top: bigint, over: bigint): boolean => {
  const decimals = text.split(".")[1]?.length ?? 0
  const shown = BigInt(text.replace(".", ""))
  return magnitude(shown * over - top * 10n ** BigInt(decimals)) * 2n <= magnitude(over)
}

describe("every history of tenths", () => {
  it.prop(
    "has the change, the share and the slope that integers give",
    [Values],
    ([values]) => {
      const days = [...new Map(values.map(([tenths, day]) => [day, tenths]))].toSorted(([one], [other]) => one - other)
      const found = trendsOf(
        days.map(([day, tenths]) => result("Kryptonite", (tenths / 10).toFixed(1), "mg/L", dayAfter(day)))
      )[0]
      const [[x0, y0] = [0, 0]] = days
      const [xn, yn] = days.at(-1) ?? [0, 0]
      if (days.length < 2 || found === undefined) return assert.deepStrictEqual([days.length, found], [1, undefined])
      assert.strictEqual(found.change?.text.replace(".", ""), String(yn - y0).replace(/^(-?)(\d)$/, "$10$2"))
      assert.strictEqual(found.direction, yn > y0 ? "risen" : yn < y0 ? "fallen" : "unchanged")
      if (y0 === 0) assert.isUndefined(found.percent)
      else assert.isTrue(isRounded(found.percent?.text ?? "", BigInt(yn - y0) * 100n, BigInt(y0)), found.percent?.text)
      if (xn - x0 < 30) return assert.isUndefined(found.slopePer30Days)
      // Deviations from the means, times n: another way to the same line than the rule's own.
      const n = days.length
      const [sx, sy] = [days.reduce((sum, [x]) => sum + x, 0), days.reduce((sum, [, y]) => sum + y, 0)]
      const top = days.reduce((sum, [x, y]) => sum + BigInt(n * x - sx) * BigInt(n * y - sy), 0n)
      const over = days.reduce((sum, [x]) => sum + BigInt(n * x - sx) ** 2n, 0n)
      const shown = found.slopePer30Days?.text ?? ""
      assert.isTrue(isRounded(shown, top * 30n, over * 10n), `${shown} for ${top * 3n}/${over}`)
      if (top !== 0n) assert.isAtLeast(shown.replaceAll(/^[-0.]+|\D/g, "").length, 3)
    },
    { arbitrary: { runs: 300 } }
  )

  const Bounds = Schema.Tuple([
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 20 })),
    Schema.Literals(["", "<", "<=", ">", ">="])
  ])

  it.prop(
    "moves no way that some value within its bounds does not",
    [Bounds, Bounds],
    ([one, other]) => {
      const printed = ([value, comparator]: typeof one, day: string) =>
        result("Kryptonite", `${comparator}${value}`, "mg/L", day, {
          value,
          ...(comparator !== "" && { comparator })
        })
      const allowed = ([value, comparator]: typeof one) =>
        Array.from({ length: 121 }, (_, index) => index / 2 - 20).filter((candidate) =>
          comparator === ""
            ? candidate === value
            : comparator === "<"
              ? candidate < value
              : comparator === "<="
                ? candidate <= value
                : comparator === ">"
                  ? candidate > value
                  : candidate >= value
        )
      const ways = new Set(
        allowed(one).flatMap((first) =>
          allowed(other).map((last) => (last > first ? "risen" : last < first ? "fallen" : "unchanged"))
        )
      )
      const [found] = trendsOf([printed(one, "2024-01-01"), printed(other, "2025-01-01")])
      const expected = ways.size === 1 ? [...ways][0] : "indeterminate"
      assert.strictEqual(found?.direction, expected)
    },
    { arbitrary: { runs: 300 } }
  )
})
