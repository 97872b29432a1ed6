import type { DateTime } from "effect"
import type { Provenance, Warning } from "../analysis/AnalysisResult.ts"
import { rulesVersion } from "../analysis/AnalysisRules.ts"
import { disclaimers } from "../analysis/Disclaimers.ts"
import type { JobId } from "../jobs/JobId.ts"
import { plain, whole } from "../prose/PlainRules.ts"
import type { ChatAnswer, Emergency } from "./ChatAnswer.ts"
import type { ChatContext } from "./ChatContext.ts"
import type { ChatRequest } from "./ChatRequest.ts"
import { emergencyRulesVersion } from "./EmergencyRules.ts"
import { followUpsOf } from "./FollowUpRules.ts"
import type { Reply } from "./Reply.ts"

/** Numbers that only count the entries of a list would be numbers that no fact has. */
export const tidied = (reply: Reply): Reply => ({
  ...reply,
  answer: reply.answer.replaceAll(/^(\s*)\d{1,2}[.)]\s+/gm, "$1- ").trim()
})

/** What a companion said, and what of it may be shown. */
export interface Held {
  readonly reply: Reply
  readonly shown: string
}

const withheld: Warning = {
  code: "sentence_withheld",
  message: "Something was left out of this answer because it could not be checked against your results."
}

const nothingLeft =
  "Nothing of this answer could be checked against your results, so none of it is shown. Please ask in another way, or ask your doctor."

const unanswered: Warning = {
  code: "question_not_answered",
  message: "The question itself could not be answered now. Ask it again later."
}

/** The results that the reply cites, if they exist, and those that the text names. */
const citedIn = ({ labResults, vitals }: ChatContext, cited: ReadonlyArray<string>, text: string) => {
  const said = plain(text)
  const named = labResults.filter(({ testName }) => said.search(whole(plain(testName).trim())) >= 0)
  const wanted = new Set([...cited, ...named.map(({ id }) => id)])
  return [...labResults, ...vitals].flatMap(({ id }) => (wanted.has(id) ? [id] : []))
}

/**
 * What the device receives. An emergency comes first, and also stands alone where no companion could be heard. Pure, and
 * the same for every companion.
 */
export const assemble = (
  jobId: JobId,
  { contentId, context, suggestedPromptId }: ChatRequest,
  said: { readonly held: Held | undefined; readonly emergency: Emergency | undefined },
  provenance: Omit<Provenance, "rulesVersion">,
  generatedAt: DateTime.Utc
): ChatAnswer => {
  const { emergency, held } = said
  const shown = held === undefined ? undefined : held.shown === "" ? nothingLeft : held.shown
  const isCut = held !== undefined && held.shown !== held.reply.answer
  return {
    jobId,
    kind: "chat",
    generatedAt,
    contentId,
    ...(emergency !== undefined && { emergency }),
    answer: [emergency?.message, shown].filter((part) => part !== undefined).join("\n\n"),
    citedResultIds: held === undefined ? [] : citedIn(context, held.reply.citedResultIds, held.shown),
    followUps: followUpsOf(held?.reply.followUps ?? [], contentId, suggestedPromptId),
    warnings: [...(isCut ? [withheld] : []), ...(held === undefined ? [unanswered] : [])],
    disclaimers,
    provenance: { ...provenance, rulesVersion: `${rulesVersion}+${emergencyRulesVersion}` }
  }
}
