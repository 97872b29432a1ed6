import { flagAgreement, precision, recall, type Score, total } from "@serenya/domain/testing/synthetic/Scores"
import { type Outcome, scoresOf } from "./Evaluation.ts"

const share = (value: number): string => value.toFixed(3)

const figures = (score: Score): ReadonlyArray<string> => [
  String(score.printed),
  String(score.found),
  String(score.right),
  share(precision(score)),
  share(recall(score)),
  share(flagAgreement(score)),
  String(score.wrong.length)
]

const header = ["report", "printed", "found", "right", "precision", "recall", "flags", "wrong"]

const cellsOf = (outcome: Outcome): ReadonlyArray<string> => {
  switch (outcome._tag) {
    case "Judged":
      return [outcome.name, ...figures(outcome.score)]
    case "Unjudged":
      return [outcome.name, "-", String(outcome.found), "no truth file: not judged"]
    case "Refused":
      return [
        outcome.name,
        outcome.score === undefined ? "-" : String(outcome.score.printed),
        "-",
        `refused: ${outcome.reason}`
      ]
  }
}

/** The figures for each report and for all, as lines for a terminal; then every wrong value that was shown as verified. */
export const lines = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<string> => {
  const all = total(scoresOf(outcomes))
  const rows = [header, ...outcomes.map(cellsOf), [`total of ${scoresOf(outcomes).length}`, ...figures(all)]]
  const widths = header.map((_, column) =>
    Math.max(
      ...rows
        .filter((cells) => cells.length > column + 1 || cells.length === header.length)
        .map((cells) => cells[column]?.length ?? 0)
    )
  )
  const texts = rows.map((cells) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
  )
  const wrong = outcomes.flatMap((outcome) =>
    outcome._tag === "Judged"
      ? outcome.score.wrong.map((key) => `wrong and shown as verified in ${outcome.name}: ${key}`)
      : []
  )
  return [...texts, ...wrong]
}
