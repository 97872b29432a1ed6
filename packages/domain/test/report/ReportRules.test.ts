import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { makeJobId } from "../../src/jobs/JobId.ts"
import { DoctorReport, type ReportType } from "../../src/report/DoctorReport.ts"
import { type HealthData, HistoryResult, HistoryVital } from "../../src/report/HealthData.ts"
import { outlineOf } from "../../src/report/OutlineRules.ts"
import { paperOf } from "../../src/report/PaperRules.ts"
import { assemble } from "../../src/report/ReportRules.ts"
import { faultOf, namesIn, ownWording, wordable } from "../../src/report/WordingRules.ts"
import { UserId } from "../../src/users/UserId.ts"
import { mixed, nothing, range, result, vital } from "../../testing/Histories.ts"
import { wrongDigitsIn } from "../../testing/WrongDigits.ts"

const now = DateTime.makeUnsafe("2026-03-01T09:30:00Z")
const jobId = makeJobId("report", UserId.make("019845e1-682f-4b02-a706-3b2422d13aec"), now, "A".repeat(22))

const reportOf = (data: HealthData, type: ReportType = "full"): DoctorReport =>
  assemble(jobId, outlineOf(type, data, now), new Map(), { model: "m", promptVersion: "p" }, now)

const isReport = Schema.is(DoctorReport)

/** A small generator that a seed decides: the same shuffle every time. */
const shuffled = <A>(values: ReadonlyArray<A>, seed: number): ReadonlyArray<A> =>
  values
    .map((value, index) => ({ value, key: (Math.imul(index + 1, 2_654_435_761) ^ Math.imul(seed + 1, 40_503)) >>> 0 }))
    .toSorted((one, other) => one.key - other.key)
    .map(({ value }) => value)

describe("a report", () => {
  it("tells of a history in its own parts, each measurement in one of them", () => {
    const report = reportOf(mixed)
    assert.isTrue(isReport(report))
    assert.deepStrictEqual(
      report.sections.map(({ id }) => id),
      ["outside", "changes", "single_day", "words", "undated", "notes"]
    )
    const told = [
      ...report.trends.flatMap(({ points }) => points.map(({ measurementId }) => measurementId)),
      ...report.sections.filter(({ id }) => id !== "outside").flatMap(({ measurementIds }) => measurementIds)
    ]
    assert.deepStrictEqual(new Set(told), new Set(report.measurements.map(({ id }) => id)))
    assert.deepStrictEqual([report.from, report.to], ["2024-01-15", "2025-08-20"])
  })

  it("asks what is pressing first, and no more than a visit holds", () => {
    assert.deepStrictEqual(
      reportOf(mixed).questionsForDoctor.map(({ reason }) => reason),
      [
        "critical_value",
        "stays_outside",
        "newly_outside",
        "newly_outside",
        "unexpected_word",
        "outside",
        "unverified_values",
        "unclear_dates"
      ]
    )
    const many = Array.from({ length: 40 }, (_, index) =>
      result(`Kryptonite ${"ABCDEFGHIJ"[index % 10]}${index}`, "9", "mg/L", "2024-01-01", range(1, 2))
    )
    assert.strictEqual(reportOf({ labResults: many, vitals: [] }).questionsForDoctor.length, 12)
  })

  it("asks one open question where nothing gives reason to ask, and says when there is nothing at all", () => {
    const { questionsForDoctor, sections, summary, trends } = reportOf(nothing)
    assert.strictEqual(summary, "This history holds no laboratory results or vital signs.")
    assert.deepStrictEqual([sections, trends], [[], []])
    assert.deepStrictEqual(
      questionsForDoctor.map(({ reason }) => reason),
      ["open"]
    )
  })

  it("is brief about what neither moved nor lies outside", () => {
    const report = reportOf(mixed, "brief")
    assert.deepStrictEqual(
      report.sections.map(({ id }) => id),
      ["outside", "changes", "notes"]
    )
    assert.notInclude(
      report.trends.map(({ name }) => name),
      "Ferritin"
    )
    assert.deepStrictEqual(report.questionsForDoctor, reportOf(mixed).questionsForDoctor)
  })

  it("shows once what documents repeat, and says so", () => {
    const twice = reportOf({ labResults: [...mixed.labResults, ...mixed.labResults], vitals: mixed.vitals })
    assert.strictEqual(twice.measurements.length, reportOf(mixed).measurements.length)
    assert.deepStrictEqual(twice.trends, reportOf(mixed).trends)
    assert.include(twice.sections.at(-1)?.narrativeMarkdown, "is shown once")
  })

  it("places nothing on a day that can mean two, that lies ahead, or that is not given", () => {
    const report = reportOf({
      labResults: [
        result("A", "1", "g/L", "03/04/2024"),
        result("B", "1", "g/L", "2027-01-01"),
        result("C", "1", "g/L", undefined),
        result("D", "1", "g/L", "2026-03-01"),
        result("E", "1", "g/L", "31/01/2024")
      ],
      vitals: []
    })
    assert.deepStrictEqual(
      report.measurements.map(({ date, name, undated }) => [name, date ?? undated]),
      [
        ["E", "2024-01-31"],
        ["D", "2026-03-01"],
        ["A", "unclear_date"],
        ["B", "future_date"],
        ["C", "no_date"]
      ]
    )
  })

  it("judges vital signs by published limits, and a blood pressure as one", () => {
    const report = reportOf({
      labResults: [],
      vitals: [
        vital("blood_pressure", [118, 76], "mmHg", "2024-01-15"),
        vital("blood_pressure", [150, 95], "mmHg", "2025-01-15"),
        vital("heart_rate", [140], "bpm", "2025-01-15"),
        vital("blood_pressure", [150, 50], "mmHg")
      ]
    })
    assert.deepStrictEqual(
      report.questionsForDoctor.map(({ text }) => text),
      [
        "Heart rate was 140 bpm on 2025-01-15, far above published limits for adults at rest. Has this been followed up?",
        "Blood pressure was 150/50 mmHg, on a day that is not certain, one number above and one below published limits for adults at rest. What may explain it?",
        "Blood pressure was 150/95 mmHg on 2025-01-15, above published limits for adults at rest. What may explain it, and should it be measured again?",
        "Some results carry no certain day. Do your records say when they were taken?"
      ]
    )
    assert.deepStrictEqual(
      report.trends.map(({ name, outside }) => [name, outside]),
      [
        ["Systolic blood pressure", []],
        ["Diastolic blood pressure", []]
      ]
    )
    const outside = report.sections.find(({ id }) => id === "outside")?.measurementIds ?? []
    assert.strictEqual(outside.length, 3)
  })

  it("shows what a paper prints as text: no link, heading or picture comes of it", () => {
    const name = "![Iron](https://evil.example) <b> # *x*"
    const report = reportOf({
      labResults: [result(name, "1", "g/L", "2024-01-01"), result(name, "2", "g/L", "2025-01-01")],
      vitals: []
    })
    const changes = report.sections.find(({ id }) => id === "changes")?.narrativeMarkdown ?? ""
    assert.include(changes, String.raw`\!\[Iron\](https\://evil.example) \<b\> \# \*x\* rose from 1 g/L`)
    assert.include(JSON.stringify(paperOf(report).blocks), `${name} rose from 1 g/L`)
  })

  it("believes the day that the person chose only where the print leaves it open", () => {
    const days = (printed: string | undefined, specimenDay: string) =>
      reportOf({ labResults: [result("A", "1", "g/L", printed, { specimenDay })], vitals: [] }).measurements.map(
        ({ date, undated }) => date ?? undated
      )
    assert.deepStrictEqual(days("03/04/2024", "2024-04-03"), ["2024-04-03"])
    assert.deepStrictEqual(days("03/04/2024", "2024-03-04"), ["2024-03-04"])
    assert.deepStrictEqual(days("03/04/2024", "2024-04-04"), ["unclear_date"])
    assert.deepStrictEqual(days(undefined, "2024-04-03"), ["2024-04-03"])
    assert.deepStrictEqual(days("some day in spring", "2024-04-03"), ["2024-04-03"])
    assert.deepStrictEqual(days("2024-04-02", "2024-04-03"), ["2024-04-02"])
    assert.deepStrictEqual(days(undefined, "03/04/2024"), ["no_date"])
    assert.deepStrictEqual(days(undefined, "2027-01-01"), ["future_date"])
  })

  const Seed = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000 }))

  it.prop(
    "is the same whatever order the device sends its data in",
    [Seed],
    ([seed]) => {
      const data = { labResults: shuffled(mixed.labResults, seed), vitals: shuffled(mixed.vitals, seed) }
      assert.deepStrictEqual(reportOf(data), reportOf(mixed))
    },
    { arbitrary: { runs: 60 } }
  )

  it.prop(
    "comes of any data that the API admits, and all its texts can be held against their facts",
    [Schema.Array(HistoryResult).check(Schema.isMaxLength(8)), Schema.Array(HistoryVital).check(Schema.isMaxLength(4))],
    ([labResults, vitals]) => {
      const report = reportOf({ labResults, vitals })
      assert.isTrue(isReport(report))
      assert.deepStrictEqual(reportOf({ labResults: labResults.toReversed(), vitals: vitals.toReversed() }), report)
    },
    { arbitrary: { runs: 60 } }
  )
})

const outline = outlineOf("full", mixed, now)
const drafts = wordable(outline)

describe("a text of a report", () => {
  it("is worth wording anew if it is the summary, a trend's, or a question about something", () => {
    const questions = outline.questions.filter(({ draft }) => draft.names.length > 0)
    assert.strictEqual(drafts.length, 1 + questions.length + outline.trends.length)
    assert.strictEqual(outline.questions.length - questions.length, 2)
  })

  for (const draft of drafts)
    it(`is held against its own facts: ${draft.said.text.slice(0, 60)}`, () => {
      assert.isUndefined(faultOf(draft, draft.said.text, namesIn(outline)))
      assert.strictEqual(ownWording(draft), draft.said.text)
      const missed = wrongDigitsIn(draft.said.text).filter((text) => faultOf(draft, text) === undefined)
      assert.deepStrictEqual(missed, [])
    })

  const hemoglobin = drafts.find(({ said }) => said.text.startsWith("Hemoglobin fell"))
  const judged = (text: string) => hemoglobin && faultOf(hemoglobin, text, namesIn(outline))

  it("may be worded otherwise with the same numbers, days and directions", () => {
    const good = [
      "Your Hemoglobin has fallen: it was 13.2 g/dL on 15 January 2024 and 11.1 on 20 August 2025, which is below the printed range.",
      "Between 2024-01-15 and 2025-08-20 Hemoglobin decreased by 2.1, or 15.9 %.",
      "Hemoglobin went down."
    ]
    for (const text of good) assert.isUndefined(judged(text), text)
  })

  it("may not say another direction, position, cause or advice", () => {
    const more = [
      "Hemoglobin rose from 13.2 g/dL to 11.1.",
      "Hemoglobin fell and is above its range.",
      "Hemoglobin fell because of anemia.",
      "Hemoglobin fell; take iron.",
      "Hemoglobin did not fall.",
      "Hemoglobin fell dangerously.",
      "Hemoglobin fell, which is nothing to worry about.",
      "Hemoglobin fell, and that is fine.",
      "It fell.",
      "**Hemoglobin** fell.",
      "Glucose fell, and Hemoglobin fell.",
      " ",
      `Hemoglobin fell ${"and fell ".repeat(200)}.`
    ]
    for (const text of more) assert.isTrue(judged(text)?.tellsMore, text)
  })

  it("may not take a number or a day from elsewhere, or twice", () => {
    const invented = [
      ["Hemoglobin fell to 118.", "118"],
      ["Hemoglobin fell from 13.2 to 13.2.", "13.2"],
      ["Hemoglobin fell until 2025-02-03.", "2025"],
      ["Hemoglobin fell from 2024-01-15 to 2024-01-15.", "2024-01-15"],
      ["Hemoglobin fell, see [this](https://example.com).", "markup"]
    ] as const
    for (const [text, what] of invented) assert.include(judged(text)?.invented ?? [], what, text)
  })
})
