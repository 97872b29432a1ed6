import type { ContentBlock } from "@aws-sdk/client-bedrock-runtime"
import type { ChatContext } from "@serenya/domain/chat/ChatContext"
import type { ChatRequest } from "@serenya/domain/chat/ChatRequest"
import { Redacted } from "effect"
import { correction, instruction } from "./ChatPrompt.ts"

/** What a model needs of the context, and no more: no quotes, pages or judgements about the reading. */
const dataOf = ({ labResults, vitals }: ChatContext) => ({
  results: labResults.map((result) => ({
    id: result.id,
    name: result.testName,
    ...(result.testNameNormalized !== undefined && { also_called: result.testNameNormalized }),
    value: result.valueText,
    unit: result.unit,
    reference: result.reference.text ?? "",
    flag: result.computedFlag,
    ...(result.specimenDate !== undefined && { date: result.specimenDate })
  })),
  vitals: vitals.map(({ id, measuredOn, unit, values, vitalType }) => ({
    id,
    name: vitalType,
    values,
    unit,
    ...(measuredOn !== undefined && { date: measuredOn })
  }))
})

/** As JSON strings: whatever the data says, it cannot end the string it stands in. */
export const contentOf = (
  { context, message, suggestedPromptId }: ChatRequest,
  invented: ReadonlyArray<string>
): Array<ContentBlock> => [
  { text: JSON.stringify(dataOf(context)) },
  { text: JSON.stringify({ question: Redacted.value(message) }) },
  { text: instruction(suggestedPromptId) },
  ...(invented.length === 0 ? [] : [{ text: correction(invented) }])
]
