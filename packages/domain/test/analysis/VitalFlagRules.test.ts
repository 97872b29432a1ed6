import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { assemble } from "../../src/analysis/AnalysisRules.ts"
import { findingsOf } from "../../src/analysis/FindingRules.ts"
import type { VitalType } from "../../src/analysis/Vital.ts"
import { signOf, vitalSources } from "../../src/analysis/VitalFlagRules.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as Sketch from "../../testing/synthetic/Sketch.ts"

const flagOf = (vitalType: VitalType, unit: string, ...values: readonly [number, ...Array<number>]) =>
  signOf({ vitalType, unit, values })?.flag ?? null

describe("a blood pressure", () => {
  const cases: ReadonlyArray<readonly [systolic: number, diastolic: number, flag: string | null]> = [
    [89, 65, "L"],
    [100, 59, "L"],
    [90, 60, null],
    [90, 70, null],
    [91, 61, "N"],
    [119, 79, "N"],
    [120, 79, null],
    [119, 80, null],
    [139, 89, null],
    [140, 70, "H"],
    [130, 90, "H"],
    [180, 120, "H"],
    [181, 80, "HH"],
    [150, 121, "HH"],
    [150, 55, "A"],
    [200, 50, "HH"]
  ]
  for (const [systolic, diastolic, flag] of cases) {
    it(`of ${systolic}/${diastolic} is ${flag ?? "left open"}`, () => {
      for (const unit of ["mmHg", "mm Hg", ""]) {
        assert.strictEqual(flagOf("blood_pressure", unit, systolic, diastolic), flag)
      }
    })
  }

  it("of half a pair, or in another unit, is left open", () => {
    assert.strictEqual(flagOf("blood_pressure", "mmHg", 150), null)
    assert.strictEqual(flagOf("blood_pressure", "kPa", 150, 95), null)
  })
})

describe("the other vital signs of NEWS2", () => {
  const steps: ReadonlyArray<readonly [VitalType, string, ReadonlyArray<readonly [number, string | null]>]> = [
    [
      "heart_rate",
      "bpm",
      [
        [40, "LL"],
        [41, "L"],
        [50, "L"],
        [51, null],
        [59, null],
        [60, "N"],
        [90, "N"],
        [91, null],
        [100, null],
        [101, "H"],
        [130, "H"],
        [131, "HH"]
      ]
    ],
    [
      "temperature",
      "°C",
      [
        [35, "LL"],
        [35.1, null],
        [36, null],
        [36.1, "N"],
        [37.2, "N"],
        [37.3, null],
        [38, null],
        [38.1, "H"],
        [41, "H"]
      ]
    ],
    [
      "oxygen_saturation",
      "%",
      [
        [91, "LL"],
        [92, "L"],
        [93, "L"],
        [94, null],
        [95, null],
        [96, "N"],
        [100, "N"]
      ]
    ]
  ]
  for (const [type, unit, values] of steps) {
    for (const [value, flag] of values) {
      it(`${type} ${value} ${unit} is ${flag ?? "left open"}`, () =>
        assert.strictEqual(flagOf(type, unit, value), flag))
    }
  }

  it("are known by the units that are printed for them, and by no others", () => {
    for (const unit of ["", "bpm", "/min", "/ min", "1/min", "beats/min", "beats per minute", "Schläge/min", "lpm"]) {
      assert.strictEqual(flagOf("heart_rate", unit, 72), "N", unit)
    }
    assert.strictEqual(flagOf("heart_rate", "Hz", 72), null)
    assert.strictEqual(flagOf("oxygen_saturation", "kPa", 97), null)
    for (const unit of ["°F", "F", "deg F", "Fahrenheit"])
      assert.strictEqual(flagOf("temperature", unit, 98.6), "N", unit)
    assert.strictEqual(flagOf("temperature", "F", 100.6), "H")
    assert.deepStrictEqual(
      [36.8, 98.6, 60].map((value) => flagOf("temperature", "", value)),
      ["N", "N", null]
    )
    assert.strictEqual(flagOf("temperature", "K", 98.6), null)
  })

  it("say nothing of weight and height", () => {
    assert.deepStrictEqual([flagOf("weight", "kg", 300), flagOf("height", "cm", 60)], [null, null])
  })
})

describe("a document with vital signs", () => {
  const resultOf = (...lines: ReadonlyArray<string>) => {
    const document = Sketch.document(lines)
    const made = { model: "m", promptVersion: "p" }
    return assemble(JobFixtures.someId, document, findingsOf(document.pages), made, DateTime.makeUnsafe(0))
  }

  it("shows their flags, and raises those far out, with who says so", () => {
    const { medicalFlags, vitals } = resultOf("Blood pressure: 190/95 mmHg", "Heart rate: 72 bpm", "Weight: 80 kg")
    assert.deepStrictEqual(
      vitals.map(({ computedFlag, vitalType }) => [vitalType, computedFlag]),
      [
        ["blood_pressure", "HH"],
        ["heart_rate", "N"],
        ["weight", null]
      ]
    )
    assert.deepStrictEqual(
      medicalFlags.map(({ code, resultIds, source }) => [code, resultIds, source]),
      [["critical_vital_sign", ["v1"], vitalSources.acc]]
    )
  })

  it("raises nothing where none is far out", () => {
    assert.deepStrictEqual(resultOf("Blood pressure: 150/95 mmHg", "SpO2: 93 %").medicalFlags, [])
  })
})
