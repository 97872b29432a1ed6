import type { AnalysisResult } from "@serenya/domain/analysis/AnalysisResult"
import type { LabResult, ReferenceRange } from "@serenya/domain/analysis/LabResult"
import { CliOutput } from "effect/cli"

const maxWidth = 34

const shortened = (text: string): string => (text.length > maxWidth ? `${text.slice(0, maxWidth - 1)}…` : text)

const referenceOf = ({ high, low, text }: ReferenceRange): string => {
  if (text !== undefined) return text
  if (low !== undefined && high !== undefined) return `${low} – ${high}`
  if (high !== undefined) return `≤ ${high}`
  return low === undefined ? "" : `≥ ${low}`
}

const row = (result: LabResult): ReadonlyArray<string> => [
  result.testName,
  result.valueText,
  result.unit,
  referenceOf(result.reference),
  result.computedFlag ?? result.printedFlag ?? "",
  String(result.page),
  result.grounding
]

const header = ["test", "value", "unit", "reference", "flag", "page", "grounding"]

/** The laboratory values as a table for a terminal; widths count what a terminal shows, not characters. */
export const lines = ({ labResults }: Pick<AnalysisResult, "labResults">): ReadonlyArray<string> => {
  const rows = [header, ...labResults.map(row)].map((cells) => cells.map(shortened))
  const widths = header.map((_, column) =>
    Math.max(...rows.map((cells) => CliOutput.displayWidth(cells[column] ?? "")))
  )
  const padded = (text: string, column: number) =>
    text + " ".repeat((widths[column] ?? 0) - CliOutput.displayWidth(text))
  const texts = rows.map((cells) => cells.map(padded).join("  ").trimEnd())
  return [...texts.slice(0, 1), widths.map((width) => "─".repeat(width)).join("  "), ...texts.slice(1)]
}
