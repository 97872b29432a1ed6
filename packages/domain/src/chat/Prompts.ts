import type { ContentType, Prompt, PromptCategory } from "./Prompt.ts"
import { PromptId } from "./Prompt.ts"

type Kind = Pick<Prompt, "hasSubOptions" | "requiresHealthData">

const kind =
  ({ hasSubOptions, requiresHealthData }: Kind) =>
  (
    id: string,
    category: PromptCategory,
    displayOrder: number,
    text: string,
    prompt: string
  ): Omit<Prompt, "contentType"> => ({
    id: PromptId.make(id),
    category,
    text,
    prompt,
    displayOrder,
    hasSubOptions,
    requiresHealthData
  })

/** About the person's own results, all of them or one; and about a test, whoever's. */
const about = kind({ hasSubOptions: false, requiresHealthData: true })
const aboutMetric = kind({ hasSubOptions: true, requiresHealthData: true })
const explaining = kind({ hasSubOptions: true, requiresHealthData: false })

const ofResult = [
  about(
    "result-simpler-terms",
    "explanation",
    1,
    "Can you explain this in simpler terms?",
    "Explain these results in simple terms that are easy to understand."
  ),
  about(
    "result-meaning-for-health",
    "explanation",
    2,
    "What do these numbers mean for my health?",
    "Interpret these health metrics and explain what they mean for my overall health."
  ),
  about(
    "result-overall-picture",
    "explanation",
    5,
    "Expand on the overall health picture from my test results",
    "Give me a comprehensive summary in simple terms of my test results."
  ),
  about(
    "result-doctor-questions",
    "doctor_prep",
    1,
    "What should I ask my doctor about these results?",
    "Generate questions I should ask my doctor about these health results."
  ),
  about(
    "result-appointment-questions",
    "doctor_prep",
    2,
    "What questions should I prepare for my next appointment?",
    "Help me prepare questions for my next doctor appointment based on these results."
  ),
  aboutMetric(
    "result-doctor-questions-metric",
    "doctor_prep",
    4,
    "Which questions should I ask my doctor about my [METRIC] result?",
    "Generate specific questions I should ask my doctor about my [METRIC] result."
  ),
  about(
    "result-immediate-concerns",
    "clarification",
    1,
    "Are there any immediate concerns I should know about?",
    "Identify any immediate health concerns I should be aware of from these results."
  ),
  about(
    "result-normal-ranges",
    "clarification",
    2,
    "How do these results compare to normal ranges?",
    "Compare my results to normal ranges and explain any deviations."
  ),
  aboutMetric(
    "result-meaning-of-metric",
    "clarification",
    2,
    "What does my [METRIC] result mean for my health?",
    "What does my [METRIC] result mean for my health? What could cause [METRIC] to be at this level?"
  ),
  explaining(
    "result-explain-metric",
    "metrics",
    1,
    "Explain specific metric",
    "Explain what [METRIC] measures and why it matters for my health."
  ),
  about(
    "result-lifestyle-changes",
    "general",
    1,
    "What lifestyle changes might help improve these results?",
    "Suggest lifestyle changes that might help improve my health results."
  ),
  aboutMetric(
    "result-habits-for-metric",
    "lifestyle",
    3,
    "Are there everyday habits that can influence [METRIC]?",
    "Are there everyday habits that can influence [METRIC]? How might [METRIC] affect my daily health or long-term wellbeing?"
  )
]

const ofReport = [
  about(
    "report-key-findings",
    "explanation",
    1,
    "Can you summarize the key findings?",
    "Summarize the most important findings from this health report."
  ),
  about(
    "report-important-points",
    "explanation",
    2,
    "What are the most important points in this report?",
    "Highlight the most important points I should focus on in this report."
  ),
  about(
    "report-present-to-doctor",
    "doctor_prep",
    1,
    "How should I present this to my doctor?",
    "Help me understand how to present this health information to my doctor effectively."
  ),
  about(
    "report-doctor-questions",
    "doctor_prep",
    2,
    "What questions should I ask based on this analysis?",
    "Generate questions I should ask my doctor based on this health analysis."
  ),
  about(
    "report-trend-questions",
    "doctor_prep",
    4,
    "What questions should I ask my doctor about these health trends?",
    "What questions should I ask my doctor about these health trends? What key points should I share when I meet my primary-care practitioner?"
  ),
  about(
    "report-patterns-and-trends",
    "clarification",
    1,
    "Are there any patterns or trends I should be aware of?",
    "Identify any important patterns or trends in my health data I should be aware of."
  ),
  about(
    "report-recommendations",
    "clarification",
    2,
    "What do these recommendations mean for my care?",
    "Explain what the recommendations in this report mean for my ongoing care."
  ),
  about(
    "report-improve-health",
    "general",
    1,
    "How can I use this information to improve my health?",
    "Explain how I can use the information in this report to improve my health."
  ),
  aboutMetric(
    "report-metric-over-time",
    "trends",
    1,
    "Explain how my [METRIC] has changed over time",
    "Explain how my [METRIC] has changed over time and why these trends matter for my health."
  ),
  about(
    "report-steady-results",
    "stability",
    2,
    "Which results stayed steady over time and is that good?",
    "Which results stayed steady over time and is that good? What patterns should I pay most attention to?"
  ),
  about(
    "report-patterns-to-watch",
    "patterns",
    3,
    "What patterns should I pay most attention to?",
    "What patterns should I pay most attention to across all my health data? Are there emerging trends I should be aware of?"
  ),
  about(
    "report-lifestyle-influence",
    "lifestyle",
    5,
    "How could lifestyle changes have influenced these health trends?",
    "How could lifestyle changes have influenced these health trends over time? What lifestyle factors might explain the patterns in my data?"
  )
]

const of = (contentType: ContentType, prompts: ReadonlyArray<Omit<Prompt, "contentType">>): ReadonlyArray<Prompt> =>
  prompts.map((prompt) => ({ ...prompt, contentType }))

/** The catalogue of suggested prompts, in the words, categories and orders of the migration plan. */
export const prompts: ReadonlyArray<Prompt> = [...of("result", ofResult), ...of("report", ofReport)]

const byId: ReadonlyMap<string, Prompt> = new Map(prompts.map((prompt) => [prompt.id, prompt]))

export const promptOf = (id: string): Prompt | undefined => byId.get(id)

/** Those about this type of content, or all. */
export const promptsAbout = (contentType: ContentType | undefined): ReadonlyArray<Prompt> =>
  prompts.filter((prompt) => contentType === undefined || prompt.contentType === contentType)
