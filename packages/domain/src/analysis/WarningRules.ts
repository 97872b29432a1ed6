import type { MedicalFlag, Warning } from "./AnalysisResult.ts"
import type { ReadingTrouble } from "./Findings.ts"
import { printedFlagOf } from "./FlagRules.ts"
import type { LabResult } from "./LabResult.ts"
import { linesOf } from "./LineRules.ts"
import type { Critical } from "./meaning/CriticalRules.ts"
import { redFlagsOf } from "./meaning/RedFlagRules.ts"
import type { ReadDocument } from "./ReadDocument.ts"
import type { Vital } from "./Vital.ts"
import { signOf } from "./VitalFlagRules.ts"

/** The laboratory's own alarm is passed on. */
const markedFlagsOf = (results: ReadonlyArray<LabResult>): ReadonlyArray<MedicalFlag> => {
  const strong = results.filter((result) => ["HH", "LL"].includes(printedFlagOf(result.printedFlag ?? "") ?? ""))
  if (strong.length === 0) return []
  const message = "The laboratory marked these results as far outside the reference range."
  return [{ code: "marked_far_outside_range", message, resultIds: strong.map((result) => result.id) }]
}

const urgent =
  "Laboratories tell a doctor at once about results like these. Ask a doctor today; if you feel seriously unwell, call emergency services."

/** One flag for each source whose limits are passed, so that each sentence can be checked. */
const criticalFlagsOf = (
  results: ReadonlyArray<LabResult>,
  criticals: ReadonlyArray<Critical | undefined>
): ReadonlyArray<MedicalFlag> =>
  [...new Set(criticals.flatMap((critical) => critical?.source ?? []))].map((source) => ({
    code: "critical_value",
    message: urgent,
    source,
    resultIds: results.filter((_, index) => criticals[index]?.source === source).map((result) => result.id)
  }))

/** Vital signs far out, each source on its own; their ids stand where those of results do. */
const signFlagsOf = (vitals: ReadonlyArray<Vital>): ReadonlyArray<MedicalFlag> => {
  const far = vitals.flatMap((vital) => {
    const sign = signOf(vital)
    return sign?.flag === "LL" || sign?.flag === "HH" ? [{ id: vital.id, source: sign.source }] : []
  })
  return [...new Set(far.map(({ source }) => source))].map((source) => ({
    code: "critical_vital_sign",
    message:
      "Doctors want to know of vital signs like these at once. Measure again, and ask a doctor today; if you feel seriously unwell, call emergency services.",
    source,
    resultIds: far.flatMap((one) => (one.source === source ? [one.id] : []))
  }))
}

/** What a doctor should hear of soon, by rules that nothing an analyst says can lower. `criticals` is in the order of the results. */
export const medicalFlagsOf = (
  document: ReadDocument,
  {
    labResults: results,
    vitals
  }: { readonly labResults: ReadonlyArray<LabResult>; readonly vitals: ReadonlyArray<Vital> },
  criticals: ReadonlyArray<Critical | undefined>
): ReadonlyArray<MedicalFlag> => [
  ...criticalFlagsOf(results, criticals),
  ...signFlagsOf(vitals),
  ...redFlagsOf(
    results,
    document.pages.flatMap(linesOf).map((line) => line.text)
  ),
  ...markedFlagsOf(results)
]

const troubleMessages: Readonly<Record<ReadingTrouble, string>> = {
  unreadable_text: "Some of the document could not be read and may hold results that are not shown.",
  cut_off_page: "A page seems to be cut off and may hold results that are not shown.",
  handwriting: "The document holds handwriting, which may have been misread or left out."
}

/** What an analyst could not read, in our words. */
export const troublesOf = (troubles: ReadonlyArray<ReadingTrouble>): ReadonlyArray<Warning> =>
  [...new Set(troubles)].map((code) => ({ code, message: troubleMessages[code] }))

/** Why the person should look twice at what is shown, or look for what is not. */
export const warningsOf = (
  document: ReadDocument,
  facts: { readonly labResults: ReadonlyArray<LabResult>; readonly dropped: number; readonly missed: number }
) => {
  const { dropped, labResults, missed } = facts
  const textless = document.pages.filter((page) => page.items.length === 0).length
  const all: ReadonlyArray<readonly [boolean, Warning]> = [
    [
      document.hidesText,
      { code: "hidden_text", message: "This file contains text you cannot see. That text was left out." }
    ],
    [
      labResults.length === 0,
      { code: "no_results_found", message: "No laboratory results were found in this document." }
    ],
    [
      labResults.some((result) => result.grounding !== "verified"),
      { code: "unverified_values", message: "Some values could not be checked against the document's text." }
    ],
    [
      new Set(labResults.flatMap((result) => result.specimenDate ?? [])).size > 1,
      {
        code: "several_reports",
        message: "This file holds results of samples from different days. Check that all of them are yours."
      }
    ],
    [
      missed > 0,
      {
        code: "rows_missing",
        message: "Some lines of this document look like results and are not shown. Compare with your document."
      }
    ],
    [
      labResults.some((result) => !result.flagsAgree),
      {
        code: "flags_disagree",
        message: "Some results are marked differently from what their printed reference range says."
      }
    ],
    [
      textless > 0 && textless < document.pages.length,
      {
        code: "pages_without_text",
        message: "Some pages hold no text, such as scanned pages, and may hold results that are not shown."
      }
    ],
    [
      dropped > 0,
      { code: "vital_not_plausible", message: "A vital sign was left out because its value is not possible." }
    ]
  ]
  return all.flatMap(([applies, warning]) => (applies ? [warning] : []))
}
