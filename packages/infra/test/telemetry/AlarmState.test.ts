import { describe, expect, it } from "vitest"
import { type AlarmRules, isInAlarm } from "./AlarmState.ts"

const rules: AlarmRules = {
  Statistic: "Maximum",
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: 3,
  Threshold: 1,
  ComparisonOperator: "GreaterThanThreshold",
  TreatMissingData: "breaching"
}

/** `0` is good, `X` breaches, `-` is missing; the oldest first. */
const state = (drawn: string, changed: Partial<AlarmRules> = {}) => {
  const periods = drawn.split(" ")
  const points = periods.flatMap((mark, n) => (mark === "-" ? [] : [{ at: n * 60 + 30, value: mark === "X" ? 5 : 0 }]))
  return isInAlarm({ ...rules, ...changed }, points, periods.length * 60)
}

/** The two tables of CloudWatch's user guide, "Configuring how CloudWatch alarms treat missing data". */
describe("an alarm of three of three", () => {
  it.each([
    ["0 - X - X", false, false],
    ["- - - - 0", false, false],
    ["- - - - -", true, false],
    ["0 X X - X", true, true],
    ["- - X - -", true, false]
  ])("at %s is in alarm: %s where missing is breaching, %s where it is not", (drawn, breaching, notBreaching) => {
    expect(state(drawn)).toBe(breaching)
    expect(state(drawn, { TreatMissingData: "notBreaching" })).toBe(notBreaching)
  })
})

describe("an alarm of two of three", () => {
  it.each([
    ["0 - X - X", true, true],
    ["0 0 X 0 X", true, true],
    ["0 - X - -", true, false],
    ["- - - - 0", true, false],
    ["- - - X -", true, false]
  ])("at %s is in alarm: %s where missing is breaching, %s where it is not", (drawn, breaching, notBreaching) => {
    expect(state(drawn, { DatapointsToAlarm: 2 })).toBe(breaching)
    expect(state(drawn, { DatapointsToAlarm: 2, TreatMissingData: "notBreaching" })).toBe(notBreaching)
  })
})

describe("a statistic", () => {
  const values = (numbers: ReadonlyArray<number>) => numbers.map((value) => ({ at: 10, value }))
  const at = (Statistic: string, numbers: ReadonlyArray<number>, Threshold: number) =>
    isInAlarm({ ...rules, Statistic, Threshold, EvaluationPeriods: 1, DatapointsToAlarm: 1 }, values(numbers), 60)

  it("adds, counts, averages, and finds the largest and the ninetieth of a hundred", () => {
    expect([at("Sum", [3, 4], 6.9), at("Sum", [3, 4], 7)]).toEqual([true, false])
    expect([at("SampleCount", [9, 9], 1), at("SampleCount", [9, 9], 2)]).toEqual([true, false])
    expect([at("Average", [1, 4], 2.4), at("Average", [1, 4], 2.5)]).toEqual([true, false])
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1)
    expect([at("p90", hundred, 89), at("p90", hundred, 90)]).toEqual([true, false])
  })

  it("is refused where it is none that CloudWatch was asked for here", () => {
    expect(() => at("Median", [1], 1)).toThrow("knows no Median")
  })
})
