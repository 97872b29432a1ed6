import type { LabResult } from "../analysis/LabResult.ts"
import {
  isAbnormal,
  literal,
  narrativeOf,
  positions,
  resultLine,
  summaryOf,
  vitalLine
} from "../analysis/NarrativeRules.ts"
import { type ChatContext, isEmpty } from "./ChatContext.ts"
import { glossary } from "./Glossary.ts"
import { intentOf } from "./IntentRules.ts"
import { type Mentioned, mentionedIn } from "./MentionRules.ts"
import type { Reply } from "./Reply.ts"

const cannot =
  "I can't answer this without the model. Offline I only tell what stands in your results, and what a test measures: name a test, ask how your results compare with their printed ranges, or ask for questions to take to your doctor."

const noResults = "There are no results with this question, so there is nothing in them to tell."

const atOnce =
  "Laboratories tell a doctor at once about results like these. Ask a doctor today; if you feel seriously unwell, call emergency services."

const nothingUrgent =
  "None of these results is marked as far outside what is expected. That is only what the printed results say: if you feel unwell, ask a doctor."

const paragraphs = (...parts: ReadonlyArray<string>): string => parts.filter((part) => part !== "").join("\n\n")

const lines = (results: ReadonlyArray<LabResult>): string => results.map(resultLine).join("\n")

const isFar = ({ computedFlag }: LabResult): boolean => computedFlag === "LL" || computedFlag === "HH"

const ids = (entries: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> => entries.map(({ id }) => id)

/** The text and what it cites. */
type Said = readonly [answer: string, cited: ReadonlyArray<string>]

const aboutMetric = ({ labResults, vitals }: ChatContext, { ids: named, tests }: Mentioned): Said => {
  const own = labResults.filter(({ id }) => named.has(id))
  const signs = vitals.filter(({ id }) => named.has(id))
  const explained = [...tests].flatMap((test) => glossary[test] ?? []).join("\n\n")
  const answer = paragraphs(explained, lines(own), signs.map(vitalLine).join("\n"))
  return answer === "" ? [cannot, []] : [answer, [...ids(own), ...ids(signs)]]
}

const inRanges = (context: ChatContext): Said => [
  narrativeOf(context),
  [...ids(context.labResults), ...ids(context.vitals)]
]

const inShort = (context: ChatContext): Said => {
  const outside = context.labResults.filter(isAbnormal)
  return [paragraphs(summaryOf(context), lines(outside)), ids(outside)]
}

const concerns = ({ labResults }: ChatContext): Said => {
  const far = labResults.filter(isFar)
  if (far.length > 0) return [paragraphs(atOnce, lines(far)), ids(far)]
  const outside = labResults.filter(isAbnormal)
  return [paragraphs(nothingUrgent, lines(outside)), ids(outside)]
}

const questionAbout = (result: LabResult): string =>
  `- ${literal(result.testName)} is ${positions[result.computedFlag ?? "N"]}: what may explain it, and should it be measured again?`

const questions = ({ labResults }: ChatContext, { ids: named }: Mentioned): Said => {
  const wanted = labResults.filter(({ id }) => named.has(id))
  const about = wanted.length > 0 ? wanted : labResults.filter(isAbnormal)
  const general = [
    "- Which of these results matter most for me?",
    "- What should we do next, and when should I be tested again?"
  ]
  return [["Questions for your doctor:", "", ...about.map(questionAbout), ...general].join("\n"), ids(about)]
}

const sayingOf = (message: string, promptId: string | undefined, context: ChatContext): Said => {
  const named = mentionedIn(message, context)
  const intent = intentOf(message, promptId, named.ids.size + named.tests.size > 0)
  if (intent === "metric") return aboutMetric(context, named)
  if (intent === "unknown") return [cannot, []]
  if (isEmpty(context)) return [noResults, []]
  switch (intent) {
    case "summary":
      return inShort(context)
    case "ranges":
      return inRanges(context)
    case "questions":
      return questions(context, named)
    case "concerns":
      return concerns(context)
  }
}

/** Longer answers end with the last whole line that fits. */
const most = 6000

const cut = (answer: string): string =>
  answer.length <= most ? answer : answer.slice(0, answer.lastIndexOf("\n", most)).trimEnd()

/** An answer by rules: computed from the facts, with what the tests measure, or an honest word that it takes a model. */
export const replyTo = (message: string, promptId: string | undefined, context: ChatContext): Reply => {
  const [answer, citedResultIds] = sayingOf(message, promptId, context)
  return { answer: cut(answer), citedResultIds, followUps: [] }
}
