/** What rules can answer about results without a model; `unknown` is everything else. */
export type Intent = "summary" | "ranges" | "questions" | "concerns" | "metric" | "unknown"

const ofPrompts: Readonly<Record<string, Intent>> = {
  "result-simpler-terms": "summary",
  "result-overall-picture": "summary",
  "result-meaning-for-health": "ranges",
  "result-normal-ranges": "ranges",
  "result-doctor-questions": "questions",
  "result-appointment-questions": "questions",
  "result-doctor-questions-metric": "questions",
  "result-immediate-concerns": "concerns",
  "result-meaning-of-metric": "metric",
  "result-explain-metric": "metric",
  "report-key-findings": "summary",
  "report-important-points": "summary",
  "report-present-to-doctor": "questions",
  "report-doctor-questions": "questions",
  "report-trend-questions": "questions",
  "report-metric-over-time": "metric"
}

const doctor = String.raw`(?:doctor|physician|m[eé]dic[oa]|arzt|[äa]rztin|m[eé]decin)`

/** In the order in which they are heard. */
const inWords: ReadonlyArray<readonly [RegExp, Intent]> = [
  [
    new RegExp(
      String.raw`\b(?:ask|tell|questions?|pregunt\w*|fragen?|questions?|demander|pergunt\w*)\b.*\b${doctor}`,
      "iu"
    ),
    "questions"
  ],
  [
    /\b(?:worr(?:y|ied|ying)|concerns?|urgent\w*|danger\w*|serious|preocup\w*|gef[äa]hrlich|sorgen|inqui[eè]t\w*|grave)\b/iu,
    "concerns"
  ],
  [
    /\b(?:normal\w*|ranges?|abnormal|outside|too (?:high|low)|rangos?|referenzbereich|plages?|intervalos?)\b/iu,
    "ranges"
  ],
  [/\b(?:summar\w*|overview|explain|simple\w*|resum\w*|resumen|erkl[äa]r\w*|zusammenfass\w*|expli\w*)\b/iu, "summary"]
]

/** What is asked for: the prompt says it, or, of a message in its own words, what it names and how. */
export const intentOf = (message: string, promptId: string | undefined, namesSomething: boolean): Intent => {
  if (promptId !== undefined) return ofPrompts[promptId] ?? "unknown"
  const said = inWords.find(([pattern]) => pattern.test(message))?.[1]
  if (said === "questions" || said === "concerns") return said
  return namesSomething ? "metric" : (said ?? "unknown")
}
