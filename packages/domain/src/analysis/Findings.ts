import { Schema } from "effect"
import { Category } from "./LabResult.ts"
import { VitalType } from "./Vital.ts"

/** Longer texts are no part of a row, and more rows no report: an answer with them does not fit. */
const text = (longest: number) => Schema.String.check(Schema.isMaxLength(longest))
const rows = <S extends Schema.Top>(row: S) => Schema.Array(row).check(Schema.isMaxLength(300))

/** A row as an analyst found it: everything exactly as printed, with the line it was read from. Nothing is computed yet. */
export const FoundResult = Schema.Struct({
  testName: text(300),
  category: Category,
  valueText: text(300),
  unit: text(100),
  referenceText: text(1000),
  printedFlag: text(100),
  specimenDate: Schema.optionalKey(text(100)),
  page: Schema.Int,
  quote: text(2000)
})
export type FoundResult = typeof FoundResult.Type

/** A vital sign as printed: `valueText` is `120/80` for a blood pressure. */
export const FoundVital = Schema.Struct({
  vitalType: VitalType,
  valueText: text(300),
  unit: text(100),
  page: Schema.Int,
  quote: text(2000)
})
export type FoundVital = typeof FoundVital.Type

/** What kept an analyst from reading all of a document. The sentence for it is ours: an analyst has no words in a result. */
export const ReadingTrouble = Schema.Literals(["unreadable_text", "cut_off_page", "handwriting"])
export type ReadingTrouble = typeof ReadingTrouble.Type

/** What an analyst returns. Meaning (numbers, flags, grounding, confidence) is computed from it by rules, the same for every analyst. */
export const Findings = Schema.Struct({
  language: text(100),
  title: text(300),
  labResults: rows(FoundResult),
  vitals: rows(FoundVital),
  troubles: Schema.Array(ReadingTrouble)
})
export type Findings = typeof Findings.Type
